package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * DuckDB in a file, with all processors: a row a point, series after series, without a key. With a primary key,
 * loading took three times as long and the file was 26 times as large. Rows come in through a table function and go
 * out in chunks of columns. A merge deletes the rows that it replaces and inserts the new ones, in one transaction.
 * Totals take the offsets of the zone from the query, since DuckDB's own conversion took ten times as long.
 */
final class DuckDbPeer implements Peer {
    private static final String ROWS = "SELECT version, CASE kind WHEN 0 THEN '" + Workload.kind(0) + "' ELSE '"
            + Workload.kind(1) + "' END AS kind, make_timestamp(micros) AS ts, reading FROM rows_of_java()";

    private final Path folder;
    private final Path file;
    private final DuckDBConnection connection;
    private final DuckDbRows rows = new DuckDbRows();

    DuckDbPeer() throws IOException, SQLException {
        folder = Files.createTempDirectory("duckdb");
        file = folder.resolve("points.duckdb");
        connection = DriverManager.getConnection("jdbc:duckdb:" + file).unwrap(DuckDBConnection.class);
        try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
            function.withName("rows_of_java").withFunction(rows).register(connection);
        }
        run("CREATE TABLE points (version INTEGER, kind VARCHAR, ts TIMESTAMP, reading DOUBLE)");
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void load(List<Series> series) throws SQLException {
        rows.give(series);
        run("INSERT INTO points " + ROWS);
    }

    @Override
    public void settle() throws SQLException {
        run("CHECKPOINT");
    }

    @Override
    public long bytes() throws IOException {
        return Files.size(file);
    }

    @Override
    public Series read(int i, TimeRange range, int expected) throws SQLException {
        long[] times = new long[expected];
        double[] values = new double[expected];
        int at = 0;
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT epoch_ms(ts), reading FROM points WHERE version = ? AND kind = ?"
                        + " AND ts >= make_timestamp(?) AND ts < make_timestamp(?) ORDER BY ts")) {
            statement.setInt(1, Workload.version(i));
            statement.setString(2, Workload.kind(i));
            statement.setLong(3, range.startMillis() * 1000);
            statement.setLong(4, range.endMillis() * 1000);
            try (DuckDBChunkedResult result =
                    statement.unwrap(DuckDBPreparedStatement.class).query()) {
                while (result.nextChunk()) {
                    DuckDBDataChunkReader chunk = result.chunk();
                    DuckDBReadableVector time = chunk.vector(0);
                    DuckDBReadableVector value = chunk.vector(1);
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        times[at] = time.getLong(row);
                        values[at++] = value.getDouble(row);
                    }
                }
            }
        }
        if (at != expected) {
            throw new IllegalStateException("expected " + expected + " points but got " + at);
        }
        return Series.wrap(times, values);
    }

    @Override
    public void stream(Digest into) throws SQLException {
        query("SELECT epoch_ms(ts), reading, version, kind FROM points", into);
    }

    @Override
    public void merge(List<Series> late) throws SQLException {
        rows.give(late);
        run(
                "CREATE OR REPLACE TEMP TABLE late AS " + ROWS,
                "BEGIN",
                "DELETE FROM points USING late WHERE points.version = late.version AND points.kind = late.kind"
                        + " AND points.ts = late.ts",
                "INSERT INTO points FROM late",
                "COMMIT");
    }

    @Override
    public void totals(Bucket bucket, Digest into) throws SQLException {
        query(
                "SELECT epoch_ms(date_trunc('" + bucket + "', make_timestamp(epoch_us(ts) + " + offset()
                        + "))) AS start," + " sum(reading), version, kind FROM points GROUP BY version, kind, start",
                into);
    }

    /** The offset of local time at {@code ts}, in microseconds. */
    private static String offset() {
        ZoneRules rules = Workload.ZONE.getRules();
        StringBuilder offset = new StringBuilder("CASE");
        Instant at = Workload.YEARS.start();
        for (ZoneOffsetTransition next = rules.nextTransition(at);
                next.getInstant().isBefore(Workload.YEARS.end());
                next = rules.nextTransition(at)) {
            offset.append(" WHEN ts < make_timestamp(")
                    .append(next.toEpochSecond() * 1_000_000)
                    .append(") THEN ")
                    .append(next.getOffsetBefore().getTotalSeconds() * 1_000_000L);
            at = next.getInstant();
        }
        return offset + " ELSE " + rules.getOffset(Workload.YEARS.end()).getTotalSeconds() * 1_000_000L + " END";
    }

    @Override
    public void last(Digest into) throws SQLException {
        query("SELECT epoch_ms(max(ts)), arg_max(reading, ts), version, kind FROM points GROUP BY version, kind", into);
    }

    /** A query for times and values. */
    private void query(String sql, Digest into) throws SQLException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                DuckDBReadableVector time = chunk.vector(0);
                DuckDBReadableVector value = chunk.vector(1);
                for (long row = 0; row < chunk.rowCount(); row++) {
                    into.add(time.getLong(row), value.getDouble(row));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        Folders.delete(folder);
    }
}
