package io.holcstore.store;

import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import java.util.List;
import javax.sql.DataSource;

/**
 * The common part of the definitions of all kinds of stores. A definition is complete, checked and immutable. It can be
 * opened over any number of data sources.
 *
 * @param <S> the kind of store
 */
public interface Definition<S> {
    /**
     * Opens the store over a data source. Runs no statement: {@link StoreSchema#createIfMissing} creates the tables.
     *
     * <p>A verb is a transaction of its own on a connection of its own, even inside a method that is
     * {@code @Transactional}. It joins another transaction only through {@code on(connection)}. So give the store the
     * pool itself: with Spring, the target of a {@code TransactionAwareDataSourceProxy}; with JTA, a data source that
     * takes no part in its transactions.
     *
     * <p>A verb that gets a connection inside the transaction of other code throws {@link IllegalStateException} and
     * leaves that transaction as it is. A store recognizes a transaction that Spring or JTA manages. On PostgreSQL it
     * recognizes any other transaction that has read, written or locked something. On H2 it recognizes a transaction
     * that has changed or locked something, and every transaction above READ COMMITTED. If other code keeps a
     * connection for the thread, the store does not recognize its transaction as long as nothing was done in it. Do not
     * give the store such a data source.
     *
     * <p>A pool whose connections are not in autocommit mode works too; on H2 it must be at READ COMMITTED.
     */
    default S open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** Opens the store like {@link #open(DataSource)}, with a listener or a time limit. */
    S open(DataSource dataSource, StoreOptions options);

    /**
     * Returns the DDL of the store as a script. The same definition always gives the same script.
     *
     * <p>Where the definition names no schema, the script creates its tables in the first schema of the search path,
     * even where tables of these names exist further down the path. The new tables then hide those tables.
     * {@link StoreSchema#createIfMissing} refuses to do so.
     */
    String ddl(Dialect dialect);

    /**
     * Returns a key with the given values, in the order of the axes.
     *
     * @throws IllegalArgumentException when there are more or fewer values than axes, or when a value does not have the
     *     type of its axis
     */
    SeriesKey key(Object... values);

    /** Returns the name of the table as the definition gives it. */
    String name();

    /** Returns the axes that identify series, in the order of the key. */
    List<Axis<?>> axes();
}
