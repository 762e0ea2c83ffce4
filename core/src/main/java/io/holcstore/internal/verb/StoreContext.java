package io.holcstore.internal.verb;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state that all verbs of one opened store share: its definition, and its statements once the database is known.
 * Thread-safe.
 *
 * @param <D> the kind of definition
 * @param <T> the statements of the kind of table
 */
public class StoreContext<D extends TableDefinition<D, ?>, T> {
    private final D definition;
    private final StoreOptions options;
    private final Function<SqlDialect, T> statements;
    private volatile @Nullable T table;
    private volatile boolean writable;

    public StoreContext(D definition, StoreOptions options, Function<SqlDialect, T> statements) {
        this.definition = definition;
        this.options = options;
        this.statements = statements;
    }

    public final D definition() {
        return definition;
    }

    /** Returns how many threads a verb may use, its caller's included. */
    public final int parallelism() {
        return options.parallelism();
    }

    /**
     * Returns the scan, or one that reads ahead when a verb may use several threads. A transaction of the caller is
     * left to the caller's thread.
     */
    public final <R> RowScan<R> ahead(Lease lease, RowScan<R> scan) {
        return parallelism() > 1 && lease.isOwn() ? new ScanAhead<>(scan) : scan;
    }

    /**
     * Returns the statements of the store, for reading. The first call identifies the database and compares the
     * recorded settings with the definition. The encoding may differ, because each chunk contains its encoding.
     *
     * @throws SchemaMismatchException when other settings differ or none are recorded
     */
    public final T table(Connection connection) throws SQLException {
        T known = table;
        if (known == null) {
            known = statements.apply(Dialects.of(connection));
            SqlSchema.requireReadable(definition.spec(), connection);
            table = known;
        }
        return known;
    }

    /**
     * Returns the statements of the store, for writing. Here the encoding must be the recorded one, because other
     * programs may rely on it.
     *
     * @throws SchemaMismatchException when any setting differs or none are recorded
     */
    public final T writableTable(Connection connection) throws SQLException {
        T known = table(connection);
        if (!writable) {
            SqlSchema.requireWritable(definition.spec(), connection);
            writable = true;
        }
        return known;
    }
}
