package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Runs prepared statements for the tables of all kinds of stores. */
public final class Statements {
    /** The rows of a page when they are small. With 200, a server 1 ms away took three times as long for such rows. */
    public static final int FETCH_ROWS = 2000;

    /** The most bytes of blobs in a page, as far as their sizes are known. A scan that reads ahead has three. */
    public static final long FETCH_BYTES = 1 << 22;

    /** The most chunks or series in one statement. */
    public static final int GROUP = 256;

    /** The most rows of a batch. */
    public static final int BATCH = 100;

    /** Fewer rows are enough for a batch when their blobs have as many bytes, because the driver holds them. */
    public static final long BATCH_BYTES = 1 << 22;

    private Statements() {}

    /** Splits a list into groups of at most {@link #GROUP}, in its order. */
    public static <T> List<List<T>> groups(List<T> list) {
        return KeyColumns.parts(list, GROUP);
    }

    public interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    public interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Reads a text that may be empty, which some databases store as NULL. */
    public static String text(ResultSet row, int at) throws SQLException {
        String text = row.getString(at);
        return text == null ? "" : text;
    }

    public interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }

    /** Returns the result of a query and closes the statement. */
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
     * Runs a change of a stored row for each item, in batches.
     *
     * @param name names the row of an item: store, key and what else identifies it
     * @throws SQLException when an item changes no row
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
     * Inserts a row for each item, in batches.
     *
     * @param name names the row of an item: store, key and what else identifies it
     * @param recount counts those of some items that are stored
     * @throws SQLException when an item is not stored
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

    /** Returns the count of a query and closes the statement. */
    public static long count(PreparedStatement query, Parameters parameters) throws SQLException {
        return select(query, parameters, rows -> rows.next() ? rows.getLong(1) : 0L);
    }
}
