package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyIn;

/**
 * What an application does without this library: one row a point, key (version, kind, ts). Series number {@code i} of
 * the list has the axes that {@link Workload} gives it. Statements take the drivers' fast ways: batches of 1000, binary
 * results, COPY in binary.
 */
final class RowPerPointTable {
    private static final int BATCH = 1000;
    private static final int FETCH_SIZE = 10_000;
    private static final int FLUSH_AT = 1 << 16;
    private static final int ROOM_FOR_ROW = 128;
    private static final byte[] COPY_HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;

    private final Database database;

    RowPerPointTable(Database database) {
        this.database = database;
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE points (version integer NOT NULL, kind varchar(20) NOT NULL,"
                    + " ts timestamp with time zone NOT NULL, reading double precision NOT NULL,"
                    + " PRIMARY KEY (version, kind, ts))");
        }
    }

    /** As one transaction, in the fastest way that the database has. */
    void load(Connection connection, List<Series> series) throws SQLException {
        if (database == Database.POSTGRESQL) {
            copy(connection, series);
        } else {
            batches(connection, series, "INSERT INTO points (version, kind, ts, reading) VALUES (?, ?, ?, ?)");
        }
    }

    private static void copy(Connection connection, List<Series> series) throws SQLException {
        connection.setAutoCommit(false);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY points (version, kind, ts, reading) FROM STDIN (FORMAT binary)");
        ByteBuffer buffer = ByteBuffer.allocate(FLUSH_AT + ROOM_FOR_ROW).put(COPY_HEADER);
        for (int i = 0; i < series.size(); i++) {
            Series each = series.get(i);
            byte[] kind = Workload.kind(i).getBytes(StandardCharsets.UTF_8);
            for (int p = 0; p < each.size(); p++) {
                buffer.putShort((short) 4).putInt(4).putInt(Workload.version(i));
                buffer.putInt(kind.length).put(kind);
                buffer.putInt(8).putLong((each.epochMillisAt(p) - POSTGRES_EPOCH_MILLIS) * 1000);
                buffer.putInt(8).putDouble(each.valueAt(p));
                if (buffer.position() >= FLUSH_AT) {
                    copy.writeToCopy(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
            }
        }
        buffer.putShort((short) -1);
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        copy.endCopy();
        connection.commit();
    }

    /** As one transaction, by batches of upserts. */
    void merge(Connection connection, List<Series> series) throws SQLException {
        batches(
                connection,
                series,
                switch (database) {
                    case POSTGRESQL ->
                        "INSERT INTO points (version, kind, ts, reading) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (version, kind, ts) DO UPDATE SET reading = excluded.reading";
                    case H2 ->
                        "MERGE INTO points (version, kind, ts, reading) KEY (version, kind, ts)"
                                + " VALUES (?, ?, ?, ?)";
                    default -> throw new IllegalStateException("not measured on " + database);
                });
    }

    private static void batches(Connection connection, List<Series> series, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int pending = 0;
            for (int i = 0; i < series.size(); i++) {
                Series each = series.get(i);
                for (int p = 0; p < each.size(); p++) {
                    statement.setInt(1, Workload.version(i));
                    statement.setString(2, Workload.kind(i));
                    statement.setObject(
                            3, Instant.ofEpochMilli(each.epochMillisAt(p)).atOffset(ZoneOffset.UTC));
                    statement.setDouble(4, each.valueAt(p));
                    statement.addBatch();
                    if (++pending == BATCH) {
                        statement.executeBatch();
                        pending = 0;
                    }
                }
            }
            if (pending > 0) {
                statement.executeBatch();
            }
        }
        connection.commit();
    }

    /** Series number {@code i} between two instants, its times and values in arrays. */
    Series read(Connection connection, int i, Instant from, Instant to, int expected) throws SQLException {
        long[] times = new long[expected];
        double[] values = new double[expected];
        connection.setAutoCommit(false); // a fetch size takes effect in a transaction alone
        try (PreparedStatement statement = connection.prepareStatement("SELECT ts, reading FROM points"
                + " WHERE version = ? AND kind = ? AND ts >= ? AND ts < ? ORDER BY ts")) {
            readBinary(statement);
            statement.setInt(1, Workload.version(i));
            statement.setString(2, Workload.kind(i));
            statement.setObject(3, from.atOffset(ZoneOffset.UTC));
            statement.setObject(4, to.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                int at = 0;
                while (rows.next()) {
                    times[at] = rows.getTimestamp(1).getTime();
                    values[at++] = rows.getDouble(2);
                }
                if (at != expected) {
                    throw new IllegalStateException("expected " + expected + " points but got " + at);
                }
            }
        }
        connection.commit();
        return Series.wrap(times, values);
    }

    /** Every point of every series in order, in constant memory. */
    void stream(Connection connection, Digest into) throws SQLException {
        connection.setAutoCommit(false);
        if (database == Database.H2) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LAZY_QUERY_EXECUTION 1");
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT version, kind, ts, reading FROM points ORDER BY version, kind, ts")) {
            readBinary(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    into.add(rows.getTimestamp(3).getTime(), rows.getDouble(4));
                }
            }
        }
        connection.commit();
    }

    /** The sum of each month or day of each series, in local time, by PostgreSQL. */
    void totals(Connection connection, Bucket bucket, Digest into) throws SQLException {
        query(
                connection,
                "SELECT date_trunc('" + bucket + "', ts AT TIME ZONE '" + Workload.ZONE
                        + "') AT TIME ZONE 'UTC' AS start, sum(reading) FROM points GROUP BY version, kind, start",
                into);
    }

    /** The last point of each series, whose keys the application knows, by PostgreSQL. */
    void last(Connection connection, int series, Digest into) throws SQLException {
        String keys = IntStream.range(0, series)
                .mapToObj(i -> "(" + Workload.version(i) + ", '" + Workload.kind(i) + "')")
                .collect(Collectors.joining(", "));
        query(
                connection,
                "SELECT last.ts, last.reading FROM (VALUES " + keys + ") AS keys (version, kind) CROSS JOIN LATERAL"
                        + " (SELECT ts, reading FROM points WHERE points.version = keys.version"
                        + " AND points.kind = keys.kind ORDER BY ts DESC LIMIT 1) AS last",
                into);
    }

    /** A query for times and values. */
    private void query(Connection connection, String sql, Digest into) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            readBinary(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    into.add(rows.getTimestamp(1).getTime(), rows.getDouble(2));
                }
            }
        }
        connection.commit();
    }

    private void readBinary(PreparedStatement statement) throws SQLException {
        statement.setFetchSize(FETCH_SIZE);
        if (database == Database.POSTGRESQL) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
        }
    }
}
