package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Running prepared statements, as the tables of all kinds of stores do it. */
public final class Statements {
    /** Rows of a page where they are small. */
    public static final int FETCH_ROWS = 200;

    /** Bytes of a page of blobs at the most, as far as their sizes are known. */
    public static final long FETCH_BYTES = 1 << 23;

    /** Chunks or series named in one statement at the most. */
    public static final int GROUP = 256;

    /** Rows of a batch at the most. */
    public static final int BATCH = 100;

    private Statements() {}

    /** A list in groups of at most {@link #GROUP}, in its order. */
    public static <T> List<List<T>> groups(List<T> list) {
        return KeyColumns.parts(list, GROUP);
    }

    public interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    public interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    public interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }

    /** What a query finds; closes the statement. */
    public static <T> T select(PreparedStatement query, Parameters parameters, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = query) {
            parameters.bind(statement);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    /**
     * Runs a change of stored rows once an item, in batches.
     *
     * @param name names the row of an item: store, key and what else tells it
     * @throws SQLException when one of them changes no row
     */
    public static <T> void change(
            Connection connection,
            SqlDialect dialect,
            String sql,
            List<T> items,
            Binder<T> binder,
            Function<T, String> name)
            throws SQLException {
        batch(connection, dialect, sql, items, binder, (counts, rows) -> RowCounts.requireChanged(counts, rows, name));
    }

    /**
     * Inserts a row an item, in batches.
     *
     * @param name names the row of an item: store, key and what else tells it
     * @param recount counts those of some items that are stored
     * @throws SQLException when one of them is not stored
     */
    public static <T> void insert(
            Connection connection,
            SqlDialect dialect,
            String sql,
            List<T> items,
            Binder<T> binder,
            Function<T, String> name,
            RowCounts.Recount<T> recount)
            throws SQLException {
        batch(
                connection,
                dialect,
                sql,
                items,
                binder,
                (counts, rows) -> RowCounts.requireInserted(counts, rows, name, recount));
    }

    private interface Check<T> {
        void check(int[] counts, List<T> rows) throws SQLException;
    }

    private static <T> void batch(
            Connection connection, SqlDialect dialect, String sql, List<T> items, Binder<T> binder, Check<T> check)
            throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            for (List<T> part : KeyColumns.parts(items, BATCH)) {
                for (T item : part) {
                    binder.bind(statement, item);
                    statement.addBatch();
                }
                check.check(statement.executeBatch(), part);
            }
        }
    }

    /** How many rows a query counts; closes the statement. */
    public static long count(PreparedStatement query, Parameters parameters) throws SQLException {
        return select(query, parameters, rows -> rows.next() ? rows.getLong(1) : 0L);
    }
}
