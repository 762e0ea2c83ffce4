package io.holcstore.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;

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
     * Runs a statement once an item, in batches.
     *
     * @throws SQLException when one of them changes no row: the rows were read under the lock, so that one that is gone means that somebody
     *     writes without it
     */
    static <T> void batch(Connection connection, String sql, List<T> items, Binder<T> binder) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < items.size(); i++) {
                binder.bind(statement, items.get(i));
                statement.addBatch();
                if ((i + 1) % BatchInserter.BATCH == 0 || i + 1 == items.size()) {
                    requireOneEach(statement.executeBatch());
                }
            }
        }
    }

    private static void requireOneEach(int[] counts) throws SQLException {
        for (int count : counts) {
            if (count == 0) {
                throw new SQLException(
                        "a row vanished while its series was locked: another program writes to this table", "40001");
            }
        }
    }
}
