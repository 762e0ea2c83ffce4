package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.definition.GridSettings;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkLayout;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.Axis;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.OffGrid;
import io.holcstore.store.StoreDefinition;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The implementation of {@link StoreDefinition}. */
public final class ChunkDefinition extends TableDefinition<ChunkDefinition, ChunkStore> implements StoreDefinition {
    private static final int DAYS_OF_YEAR = 367; // a leap year, and a day for hours that a zone adds
    private static final int DAYS_OF_MONTH = 32;

    private final ChunkCalendar calendar;
    private final OffGrid offGrid;
    private final boolean requiresStep;
    private final Encoding encoding;
    private final Map<String, String> shape;
    private final ChunkLayout layout;
    private final ChunkRules rules;

    private ChunkDefinition(
            KeyAxes axes,
            ChunkCalendar calendar,
            OffGrid offGrid,
            boolean requiresStep,
            Encoding encoding,
            Map<String, String> shape,
            TableSpec spec,
            ChunkLayout layout,
            ChunkRules rules,
            Opener<ChunkDefinition, ChunkStore> opener) {
        super(axes, spec, opener);
        this.calendar = calendar;
        this.offGrid = offGrid;
        this.requiresStep = requiresStep;
        this.encoding = encoding;
        this.shape = shape;
        this.layout = layout;
        this.rules = rules;
    }

    /**
     * Returns a definition with these settings.
     *
     * @param table its name, after that of its schema if there is one
     * @param spread how the rows are spread over partitions and servers
     * @param rules the rules for the rows of its table
     * @param opener creates the store
     */
    public static ChunkDefinition of(
            List<String> table,
            GridSettings grid,
            Encoding encoding,
            boolean replicated,
            SpreadSettings spread,
            ChunkLayout layout,
            Function<ChunkCalendar, ChunkRules> rules,
            Opener<ChunkDefinition, ChunkStore> opener) {
        List<Axis<?>> axes = grid.axes();
        ChunkCalendar calendar = grid.calendar();
        KeyAxes keys = new KeyAxes(String.join(".", table), axes);
        Map<String, String> shape = shape(keys, calendar);
        Map<String, String> settings = new TreeMap<>(shape);
        settings.put(TableSpec.ENCODING, encoding.name());
        settings.put("replicated", Boolean.toString(replicated));
        TableSpec spec = spread.spread(
                TableSpec.of(table, axes, settings, maxBlobBytes(calendar), replicated, layout),
                axes,
                calendar.chunkBy());
        return new ChunkDefinition(
                keys,
                calendar,
                grid.offGrid(),
                grid.requiresStep(),
                encoding,
                shape,
                spec,
                layout,
                rules.apply(calendar),
                opener);
    }

    @Override
    public ChunkDefinition self() {
        return this;
    }

    /** Returns the statements on its chunks. */
    ChunkTable table(io.holcstore.internal.sql.SqlDialect dialect) {
        return layout.table(spec(), dialect);
    }

    /** Returns the size of raw doubles plus the most that a codec adds. */
    private static long maxBlobBytes(ChunkCalendar calendar) {
        long days = calendar.chunkBy() == ChunkBy.YEAR ? DAYS_OF_YEAR : DAYS_OF_MONTH;
        long raw = days * calendar.slotsPerDay() * Double.BYTES;
        return raw + raw / 100 + 1024;
    }

    @Override
    public ChunkBy chunkBy() {
        return calendar.chunkBy();
    }

    @Override
    public Frequency frequency() {
        return calendar.frequency();
    }

    @Override
    public ZoneId zone() {
        return calendar.zone();
    }

    @Override
    public OffGrid offGrid() {
        return offGrid;
    }

    @Override
    public boolean requiresStep() {
        return requiresStep;
    }

    @Override
    public Encoding encoding() {
        return encoding;
    }

    @Override
    public boolean isReplicated() {
        return spec().replicated();
    }

    /** Returns the call that makes a definition like this one replicated, for messages: {@code .replicated()}. */
    public static String replicating(StoreDefinition definition) {
        ChunkRules its = definition instanceof ChunkDefinition own ? own.rules : ChunkRules.OWN;
        return '.' + its.replicating();
    }

    /** Returns the rules for the rows of its table. */
    public ChunkRules rules() {
        return rules;
    }

    @Override
    public Map<String, String> shape() {
        return shape;
    }

    private static Map<String, String> shape(KeyAxes axes, ChunkCalendar calendar) {
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

    public ChunkCalendar calendar() {
        return calendar;
    }
}
