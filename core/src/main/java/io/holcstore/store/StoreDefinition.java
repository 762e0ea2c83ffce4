package io.holcstore.store;

import io.holcstore.codec.ChunkCodec;
import io.holcstore.codec.Encoding;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.sql.Ddl;
import io.holcstore.sql.Dialect;
import io.holcstore.sql.TableLayout;
import io.holcstore.sql.TableSpec;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.ChunkCalendar;
import io.holcstore.time.Frequency;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What a store is: complete, checked and immutable; opened over any number of data sources. */
public final class StoreDefinition {
    /** The table of a definition that names none. */
    public static final String DEFAULT_TABLE = "holcstore_chunks";

    private static final int DAYS_OF_YEAR = 367; // and one for hours that a zone adds
    private static final int DAYS_OF_MONTH = 32;

    private final KeyAxes axes;
    private final ChunkCalendar calendar;
    private final OffGrid offGrid;
    private final Encoding encoding;
    private final TableSpec spec;

    StoreDefinition(
            List<String> table,
            List<Axis<?>> axes,
            ChunkCalendar calendar,
            OffGrid offGrid,
            Encoding encoding,
            boolean replicated,
            TableLayout layout) {
        this.axes = new KeyAxes(String.join(".", table), axes);
        this.calendar = calendar;
        this.offGrid = offGrid;
        this.encoding = encoding;
        Map<String, String> settings = new TreeMap<>(shape());
        settings.put(TableSpec.ENCODING, encoding.name());
        settings.put("replicated", Boolean.toString(replicated));
        String schema = table.size() == 2 ? table.get(0) : null;
        this.spec = new TableSpec(
                schema, table.get(table.size() - 1), axes, settings, maxBlobBytes(calendar), replicated, layout);
    }

    /** Raw doubles, and what a codec adds at the worst. */
    private static long maxBlobBytes(ChunkCalendar calendar) {
        long days = calendar.chunkBy() == ChunkBy.YEAR ? DAYS_OF_YEAR : DAYS_OF_MONTH;
        long raw = days * calendar.slotsPerDay() * Double.BYTES;
        return raw + raw / 100 + 1024;
    }

    /**
     * The store over a data source. Runs no statement; the tables are made by {@link ChunkStore#schema()}.
     *
     * <p>A verb is a transaction of its own on a connection of its own, also inside a method that is {@code @Transactional}; only through
     * {@link ChunkStore#on} does it join another transaction. So give the store the pool itself: with Spring the target of a
     * {@code TransactionAwareDataSourceProxy}, with JTA a data source that takes no part in its transactions.
     *
     * <p>A verb that gets a connection inside somebody's transaction throws {@link IllegalStateException} and leaves that transaction as it is. A store
     * recognizes a transaction that Spring or JTA manages; on PostgreSQL any other one that has read, written or locked something; on H2 one
     * that has changed or locked something, and every one above READ COMMITTED. It does not recognize the transaction of other code that keeps a
     * connection for the thread, as long as nothing was done in it: do not give the store such a data source.
     *
     * <p>A pool whose connections are not in autocommit mode works too, on H2 at READ COMMITTED only.
     */
    public ChunkStore open(DataSource dataSource) {
        return new ChunkStore(this, dataSource);
    }

    /** The DDL of the store as a script, the same for the same definition. */
    public String ddl(Dialect dialect) {
        return Ddl.script(spec, dialect);
    }

    /**
     * A key by its values, in the order of the axes.
     *
     * @throws IllegalArgumentException when there are more or fewer values than axes, or one is not of its axis's type
     */
    public SeriesKey key(Object... values) {
        return axes.key(values);
    }

    /** The same key with its values in the order of the axes. */
    SeriesKey canonical(SeriesKey key) {
        return axes.canonical(key);
    }

    /** The table as it was named. */
    public String name() {
        return spec.name();
    }

    public List<Axis<?>> axes() {
        return axes.list();
    }

    public ChunkBy chunkBy() {
        return calendar.chunkBy();
    }

    public Frequency frequency() {
        return calendar.frequency();
    }

    public ZoneId zone() {
        return calendar.zone();
    }

    public OffGrid offGrid() {
        return offGrid;
    }

    public Encoding encoding() {
        return encoding;
    }

    public boolean isReplicated() {
        return spec.replicated();
    }

    /** Whether the table is one that another application made: {@link StoreBuilder#onReferenceTable(String, String)}. */
    public boolean isReferenceTable() {
        return !spec.layout().isOwn();
    }

    /** What a source and its replicas must agree on, as text: {@code axes}, {@code chunkBy}, {@code freq} and {@code tz}. */
    public Map<String, String> shape() {
        return Map.of(
                "axes",
                axes.text(),
                "chunkBy",
                calendar.chunkBy().name(),
                "freq",
                calendar.frequency().toString(),
                "tz",
                calendar.zone().getId());
    }

    /**
     * How many slots of a chunk that another program wrote, counted from its start, are in its blob. It may leave slots out at the end; what it wrote on
     * another grid than the store's cannot be placed at all.
     *
     * @throws ChunkFormatException when it is on another grid
     */
    int placed(int chunk, Instant start, String dtype, byte[] data, ChunkCodec codec) {
        Instant expected = Instant.ofEpochMilli(calendar.startMillis(chunk));
        if (!start.equals(expected)) {
            throw new ChunkFormatException("expected values from " + expected + " on but got some from " + start
                    + " on: they were written on a shifted grid, and no point of the store's is theirs");
        }
        int slots = calendar.slots(chunk);
        int values = codec.values(dtype, data, slots);
        if (values > slots) {
            throw new ChunkFormatException("expected at most " + slots + " values but got " + values
                    + ": values of two grids were written into one chunk, and their times are lost");
        }
        return values;
    }

    ChunkCalendar calendar() {
        return calendar;
    }

    TableSpec spec() {
        return spec;
    }

    /** The table and its settings, for messages and logs. */
    @Override
    public String toString() {
        return name() + ' ' + spec.settings();
    }
}
