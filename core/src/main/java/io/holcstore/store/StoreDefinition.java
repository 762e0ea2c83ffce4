package io.holcstore.store;

import io.holcstore.codec.Encoding;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.sql.Ddl;
import io.holcstore.sql.Dialect;
import io.holcstore.sql.TableLayout;
import io.holcstore.sql.TableSpec;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.ChunkCalendar;
import io.holcstore.time.Frequency;
import io.holcstore.time.ZoneData;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
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
    private final Map<String, String> shape;
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
        this.shape = newShape();
        Map<String, String> settings = new TreeMap<>(shape);
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

    /**
     * The DDL of the store as a script, the same for the same definition.
     *
     * <p>Where the definition names no schema, the script makes its tables in the first schema of the search path, also where tables of these names
     * lie further down the path: the new tables then hide them. {@code schema().createIfMissing()} refuses that.
     */
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

    /**
     * What a source and its replicas must agree on, as text: {@code axes}, {@code chunkBy}, {@code freq} and {@code tz}; for a store of days also
     * {@code dayStarts}, a fingerprint of where the local days of the zone start from 1970 to 2100 by the zone data of this JVM.
     */
    public Map<String, String> shape() {
        return shape;
    }

    private Map<String, String> newShape() {
        Map<String, String> all = new TreeMap<>();
        all.put("axes", axes.text());
        all.put("chunkBy", calendar.chunkBy().name());
        all.put("freq", calendar.frequency().toString());
        all.put("tz", calendar.zone().getId());
        if (calendar.frequency().isCalendar()) {
            all.put(ZoneData.DAY_STARTS, ZoneData.dayStarts(calendar.zone()));
        }
        return Collections.unmodifiableMap(all);
    }

    /**
     * Whether the Python application means the start of a chunk that it recorded less than a minute beside it: where the Python zone data rounds an offset, the
     * store's instants are the right ones.
     */
    boolean isRounded(Instant start, Instant expected) {
        return secondsRounded(expected) != 0
                && Duration.between(expected, start).abs().compareTo(Duration.ofMinutes(1)) < 0;
    }

    /** What the Python zone data takes from the offset at this instant, which it rounds to whole minutes. */
    private int secondsRounded(Instant instant) {
        int offset = calendar.zone().getRules().getOffset(instant).getTotalSeconds();
        return offset - Math.floorDiv(offset + 30, 60) * 60;
    }

    /** The start of a chunk as the table has it. */
    long recordedStart(long start) {
        return isReferenceTable() ? start + 1000L * secondsRounded(Instant.ofEpochMilli(start)) : start;
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
