package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.PageFrame;
import io.questdb.cairo.sql.PageFrameCursor;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.WalPurgeJob;
import io.questdb.cairo.wal.WalWriter;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContext;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.griffin.engine.functions.bind.BindVariableServiceImpl;
import io.questdb.mp.WorkerPool;
import io.questdb.mp.WorkerPoolUtils;
import io.questdb.std.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * QuestDB in this process, with its own threads on all processors, and SYNC as its commit mode: a row a point,
 * partitioned by month, with an indexed symbol for the series and DEDUP UPSERT KEYS (ts, series). Rows come in through
 * a WalWriter in the order of time, which suits it best, and a write ends when they are applied to the table. Prepared
 * queries are read through cursors; a stream reads the columns where they lie, in the order of time.
 */
final class QuestDbPeer implements Peer {
    private static final String TABLE = "points";
    private static final int SERIES = 0;
    private static final int READING = 2;

    static {
        System.setProperty("out", "/questdb-log.conf"); // errors alone
    }

    private final Path folder;
    private final CairoEngine engine;
    private final WorkerPool workers;
    private final SqlExecutionContext context;
    private final Map<String, RecordCursorFactory> prepared = new HashMap<>();

    QuestDbPeer() throws IOException, SqlException {
        folder = Files.createTempDirectory("questdb");
        engine = new CairoEngine(new DefaultCairoConfiguration(folder.toString()) {
            @Override
            public int getCommitMode() {
                return CommitMode.SYNC;
            }
        });
        int threads = Runtime.getRuntime().availableProcessors();
        workers = new WorkerPool(() -> threads);
        WorkerPoolUtils.setupQueryJobs(workers, engine);
        WorkerPoolUtils.setupWriterJobs(workers, engine);
        workers.start();
        context = new SqlExecutionContextImpl(engine, threads)
                .with(AllowAllSecurityContext.INSTANCE, new BindVariableServiceImpl(engine.getConfiguration()));
        engine.execute(
                "CREATE TABLE " + TABLE + " (series SYMBOL INDEX, ts TIMESTAMP, reading DOUBLE)"
                        + " TIMESTAMP(ts) PARTITION BY MONTH WAL DEDUP UPSERT KEYS (ts, series)",
                context);
    }

    private static String name(int i) {
        return Workload.version(i) + " " + Workload.kind(i);
    }

    @Override
    public void load(List<Series> series) {
        write(series);
    }

    @Override
    public void merge(List<Series> late) {
        write(late);
    }

    /** Series of one length, whose times are the same. */
    private void write(List<Series> series) {
        String[] names = new String[series.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = name(i);
        }
        try (WalWriter writer = engine.getWalWriter(engine.verifyTableName(TABLE))) {
            for (int p = 0; p < series.get(0).size(); p++) {
                for (int i = 0; i < names.length; i++) {
                    Series each = series.get(i);
                    TableWriter.Row row = writer.newRow(each.epochMillisAt(p) * 1000);
                    row.putSym(SERIES, names[i]);
                    row.putDouble(READING, each.valueAt(p));
                    row.append();
                }
            }
            writer.commit();
        }
        try (ApplyWal2TableJob apply = new ApplyWal2TableJob(engine, 0)) {
            apply.drain(0);
        }
    }

    @Override
    public void settle() {
        engine.releaseAllWriters();
        try (WalPurgeJob purge = new WalPurgeJob(engine)) {
            purge.drain(0);
        }
    }

    @Override
    public long bytes() throws IOException {
        engine.releaseInactive();
        try (var tables = Files.list(folder)) {
            long bytes = 0;
            for (Path table : tables.filter(
                            path -> path.getFileName().toString().startsWith(TABLE))
                    .toList()) {
                bytes += Folders.bytes(table);
            }
            return bytes;
        }
    }

    private RecordCursor query(String sql) throws SqlException {
        RecordCursorFactory factory = prepared.get(sql);
        if (factory == null) {
            factory = engine.select(sql, context);
            prepared.put(sql, factory);
        }
        return factory.getCursor(context);
    }

    @Override
    public Series read(int i, TimeRange range, int expected) throws SqlException {
        long[] times = new long[expected];
        double[] values = new double[expected];
        context.getBindVariableService().setStr("series", name(i));
        context.getBindVariableService().setTimestamp("start", range.startMillis() * 1000);
        context.getBindVariableService().setTimestamp("end", range.endMillis() * 1000);
        int at = 0;
        try (RecordCursor rows =
                query("SELECT ts, reading FROM points WHERE series = :series AND ts >= :start AND ts < :end")) {
            Record row = rows.getRecord();
            while (rows.hasNext()) {
                times[at] = row.getTimestamp(0) / 1000;
                values[at++] = row.getDouble(1);
            }
        }
        if (at != expected) {
            throw new IllegalStateException("expected " + expected + " points but got " + at);
        }
        return Series.wrap(times, values);
    }

    @Override
    public void stream(Digest into) throws SqlException {
        var memory = Unsafe.getUnsafe();
        try (RecordCursorFactory all = engine.select("SELECT ts, reading, series FROM points", context);
                PageFrameCursor frames = all.getPageFrameCursor(context, RecordCursorFactory.SCAN_DIRECTION_FORWARD)) {
            for (PageFrame frame = frames.next(); frame != null; frame = frames.next()) {
                long rows = frame.getPartitionHi() - frame.getPartitionLo();
                long times = frame.getPageAddress(0);
                long values = frame.getPageAddress(1);
                for (long row = 0; row < rows; row++) {
                    into.add(
                            memory.getLong(times + row * Long.BYTES) / 1000,
                            memory.getDouble(values + row * Double.BYTES));
                }
            }
        }
    }

    @Override
    public void totals(Bucket bucket, Digest into) throws SqlException {
        String unit = bucket == Bucket.MONTH ? "1M" : "1d";
        query(
                "SELECT series, timestamp_floor('" + unit + "', to_timezone(ts, '" + Workload.ZONE
                        + "')) start, sum(reading)"
                        + " FROM points",
                into);
    }

    /** A query for series, times and values. */
    private void query(String sql, Digest into) throws SqlException {
        try (RecordCursor rows = query(sql)) {
            Record row = rows.getRecord();
            while (rows.hasNext()) {
                into.add(row.getTimestamp(1) / 1000, row.getDouble(2));
            }
        }
    }

    @Override
    public void last(Digest into) throws SqlException {
        query("SELECT series, ts, reading FROM points LATEST ON ts PARTITION BY series", into);
    }

    @Override
    public void close() throws IOException {
        prepared.values().forEach(RecordCursorFactory::close);
        workers.halt();
        engine.close();
        Folders.delete(folder);
    }
}
