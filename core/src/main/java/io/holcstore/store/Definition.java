package io.holcstore.store;

import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import java.util.List;
import javax.sql.DataSource;

/**
 * What the definitions of all kinds of stores have in common. A definition is complete, checked and immutable, and is
 * opened over any number of data sources.
 *
 * @param <S> the kind of store
 */
public interface Definition<S> {
    /**
     * The store over a data source. Runs no statement: {@link StoreSchema#createIfMissing} makes the tables.
     *
     * <p>A verb is a transaction of its own on a connection of its own, also inside a method that is
     * {@code @Transactional}; only through {@code on(connection)} does it join another transaction. So give the store
     * the pool itself: with Spring the target of a {@code TransactionAwareDataSourceProxy}, with JTA a data source that
     * takes no part in its transactions.
     *
     * <p>A verb that gets a connection inside somebody's transaction throws {@link IllegalStateException} and leaves
     * that transaction as it is. A store recognizes a transaction that Spring or JTA manages; on PostgreSQL any other
     * one that has read, written or locked something; on H2 one that has changed or locked something, and every one
     * above READ COMMITTED. It does not recognize the transaction of other code that keeps a connection for the thread,
     * as long as nothing was done in it: do not give the store such a data source.
     *
     * <p>A pool whose connections are not in autocommit mode works too, on H2 at READ COMMITTED only.
     */
    default S open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** As {@link #open(DataSource)}, with a listener or a time limit. */
    S open(DataSource dataSource, StoreOptions options);

    /**
     * The DDL of the store as a script, the same for the same definition.
     *
     * <p>Where the definition names no schema, the script makes its tables in the first schema of the search path, also
     * where tables of these names lie further down the path: the new tables then hide them.
     * {@link StoreSchema#createIfMissing} refuses that.
     */
    String ddl(Dialect dialect);

    /**
     * A key by its values, in the order of the axes.
     *
     * @throws IllegalArgumentException when there are more or fewer values than axes, or one is not of its axis's type
     */
    SeriesKey key(Object... values);

    /** The table as it was named. */
    String name();

    /** The axes by which series are known, in the order of the key. */
    List<Axis<?>> axes();
}
