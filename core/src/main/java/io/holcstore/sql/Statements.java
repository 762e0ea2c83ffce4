package io.holcstore.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Running prepared statements, as the tables of all kinds of stores do it. */
final class Statements {
    /** Rows of a page where they are small. */
    static final int FETCH_ROWS = 200;

    /** Bytes of a page of blobs at the most, as far as their sizes are known. */
    static final long FETCH_BYTES = 1 << 23;

    private Statements() {}

    interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }

    static <T> T select(Connection connection, String sql, Parameters parameters, RowReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(statement);
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    /** The first column of the first row as epoch milliseconds, if it is there and not NULL. */
    static OptionalLong instant(ResultSet rows) throws SQLException {
        OffsetDateTime time = rows.next() ? rows.getObject(1, OffsetDateTime.class) : null;
        return time == null
                ? OptionalLong.empty()
                : OptionalLong.of(time.toInstant().toEpochMilli());
    }

    /**
     * Runs a change of stored rows once an item, in batches.
     *
     * @param name names the row of an item: store, key and what else tells it
     * @throws SQLException when one of them changes no row
     */
    static <T> void change(Connection connection, String sql, List<T> items, Binder<T> binder, Function<T, String> name)
            throws SQLException {
        batch(connection, sql, items, binder, (counts, rows) -> RowCounts.requireChanged(counts, rows, name));
    }

    /**
     * Inserts a row an item, in batches.
     *
     * @param name names the row of an item: store, key and what else tells it
     * @param recount counts those of some items that are stored
     * @throws SQLException when one of them is not stored
     */
    static <T> void insert(
            Connection connection,
            String sql,
            List<T> items,
            Binder<T> binder,
            Function<T, String> name,
            RowCounts.Recount<T> recount)
            throws SQLException {
        batch(connection, sql, items, binder, (counts, rows) -> RowCounts.requireInserted(counts, rows, name, recount));
    }

    private interface Check<T> {
        void check(int[] counts, List<T> rows) throws SQLException;
    }

    private static <T> void batch(Connection connection, String sql, List<T> items, Binder<T> binder, Check<T> check)
            throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<T> part : KeyColumns.parts(items, BatchInserter.BATCH)) {
                for (T item : part) {
                    binder.bind(statement, item);
                    statement.addBatch();
                }
                check.check(statement.executeBatch(), part);
            }
        }
    }

    /** How many rows a query counts. */
    static long count(Connection connection, String sql, Parameters parameters) throws SQLException {
        return select(connection, sql, parameters, rows -> rows.next() ? rows.getLong(1) : 0L);
    }
}
