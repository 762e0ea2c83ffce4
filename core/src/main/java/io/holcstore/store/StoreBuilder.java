package io.holcstore.store;

import io.holcstore.codec.Encoding;
import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.sql.ReferenceNames;
import io.holcstore.sql.TableLayout;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.ChunkCalendar;
import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts a definition together. Needed are {@code chunkBy}, {@code freq} and {@code tz}; the rest has defaults: no axes (one series), table
 * {@code holcstore_chunks}, off-grid points refused, {@link Encoding#COMPACT}, not replicated. Each setting is given once; every mistake is a
 * {@link DefinitionException} that names the setting and what would work. Not thread-safe.
 */
public final class StoreBuilder {
    private final List<Axis<?>> axes = new ArrayList<>();
    private @Nullable ChunkBy chunkBy;
    private @Nullable Frequency frequency;
    private @Nullable ZoneId zone;
    private @Nullable String table;
    private @Nullable OffGrid offGrid;
    private @Nullable Encoding encoding;
    private boolean replicated;
    private @Nullable ReferenceModel reference;

    /** A model of the Python application; {@code freq} as it writes it, or null for the usual way. */
    private record ReferenceModel(
            String app, String model, @Nullable String freq) {}

    /** Use {@code Store.define()}. */
    public StoreBuilder() {}

    /** Adds an axis; their order is the order of the key columns. */
    public StoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    /** Adds an axis; their order is the order of the key columns. */
    public StoreBuilder axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
        return this;
    }

    /** One row is one month or one year of one series. */
    public StoreBuilder chunkBy(ChunkBy unit) {
        chunkBy = once("chunkBy", chunkBy, unit);
        return this;
    }

    /** The step of the grid as text: {@code "15min"}, {@code "1h"}, {@code "1d"}. */
    public StoreBuilder freq(String text) {
        Objects.requireNonNull(text, "freq");
        return freq(() -> Frequency.parse(text));
    }

    /** The step of the grid as a duration. */
    public StoreBuilder freq(Duration duration) {
        return freq(() -> Frequency.of(duration));
    }

    /** The step of the grid as a calendar period: one day. */
    public StoreBuilder freq(Period period) {
        return freq(() -> Frequency.of(period));
    }

    private StoreBuilder freq(Supplier<Frequency> step) {
        try {
            frequency = once("freq", frequency, step.get());
        } catch (IllegalArgumentException e) {
            throw new DefinitionException("freq: " + e.getMessage());
        }
        return this;
    }

    /** The zone whose months, years and days the chunks and days of the store are. */
    public StoreBuilder tz(String name) {
        Objects.requireNonNull(name, "tz");
        return tz(Names.zone(name));
    }

    /** The zone whose months, years and days the chunks and days of the store are. */
    public StoreBuilder tz(ZoneId id) {
        zone = once("tz", zone, id);
        return this;
    }

    /** The table of chunks, {@code name} or {@code schema.name}. */
    public StoreBuilder table(String name) {
        Names.checkTable(name);
        table = once("table", table, name);
        return this;
    }

    /**
     * In place of {@code table}: the very table that the Python application HoLcStore made for a model, which both applications then read and
     * write. Its name follows from the model, {@code chunkBy}, {@code freq}, {@code tz} and {@code replicated} (there: sync), which have to be
     * those of the model. The axes are its key fields, in any order.
     *
     * <p>Nothing is added to the database: no column, no further table. Chunks are written as {@link Encoding#LZ4}. Instances of this
     * library that write one series wait for each other (on PostgreSQL by advisory locks, on H2 by the rows of the series). Beside the
     * application's own writes, a merge into a chunk that is there loses nothing. A first write can: where both write the first values of one chunk
     * within milliseconds of each other, the application overwrites what this library has just stored, without an error on either side. Let one of
     * the two make the chunks.
     *
     * <p>Replacing a series by one without any value deletes it here, and is ignored there: a nightly job that relies on that has to leave such series
     * out.
     *
     * <p>Rows that the application wrote on a shifted grid are a {@link io.holcstore.error.ChunkFormatException} that says so, and so is a chunk with
     * more values than its grid has points; hours that it lost at the end of a chunk are gaps. Where an offset of the zone has seconds, as that of Paris
     * before 1911, the application rounds it to minutes: its values are read at the right instants, less than a minute beside where it sees
     * them. A row whose key has a NULL is no series: reading keys or streams that include it is an error, filters on the axis leave it
     * out. A series that holds only NaN there counts as having data.
     *
     * <p>The application expects a row for each chunk between the first and the last one of a series: its {@code yield_many_ts} fails for the whole
     * table where one is missing. Every write here leaves such rows, filled with NaN where there is no value; {@link WriteResult} does not
     * count them. The application also fails for the whole table where it meets a time before 1678 or after 2261: keep such points out.
     *
     * @param app the label of the application, as in {@code app_label}
     * @param model the name of the model's class
     */
    public StoreBuilder onReferenceTable(String app, String model) {
        reference = once("onReferenceTable", reference, new ReferenceModel(app, model, null));
        return this;
    }

    /**
     * As {@link #onReferenceTable(String, String)}, where the model writes its step in another way than {@code 15min}, {@code 1h} or {@code 1D}.
     *
     * @param storeFreq the text of the model's {@code STORE_FREQ}: it is part of the table's name
     */
    public StoreBuilder onReferenceTable(String app, String model, String storeFreq) {
        reference = once("onReferenceTable", reference, new ReferenceModel(app, model, storeFreq));
        return this;
    }

    /** What to do with points off the grid. */
    public StoreBuilder offGrid(OffGrid policy) {
        offGrid = once("offGrid", offGrid, policy);
        return this;
    }

    /**
     * How chunks are written; chunks of any encoding are read. The table remembers it: a store that is opened with another one reads, and
     * writes once {@link io.holcstore.sql.StoreSchema#changeEncoding} has recorded it.
     */
    public StoreBuilder encoding(Encoding choice) {
        encoding = once("encoding", encoding, choice);
        return this;
    }

    /** Keeps deleted chunks as tombstones, which replicas need. */
    public StoreBuilder replicated() {
        replicated = true;
        return this;
    }

    static <T> T once(String setting, @Nullable T before, T now) {
        Objects.requireNonNull(now, setting);
        if (before != null) {
            throw new DefinitionException(setting + " is given twice: " + before + " and " + now);
        }
        return now;
    }

    /** The finished definition. */
    public StoreDefinition build() {
        ChunkCalendar calendar = ChunkCalendar.of(
                required("chunkBy", chunkBy, "chunkBy(YEAR_MONTH) or chunkBy(YEAR)"),
                required("freq", frequency, "freq(\"15min\") or freq(\"1h\")"),
                required("tz", zone, "tz(\"Europe/Paris\") or tz(\"UTC\")"));
        OffGrid policy = Objects.requireNonNullElse(offGrid, OffGrid.REJECT);
        if (reference != null) {
            ReferenceNames names = names(reference, calendar);
            return new StoreDefinition(
                    List.of(names.table()),
                    List.copyOf(axes),
                    calendar,
                    policy,
                    Encoding.LZ4,
                    replicated,
                    TableLayout.reference(names));
        }
        return new StoreDefinition(
                Names.checkTable(Objects.requireNonNullElse(table, StoreDefinition.DEFAULT_TABLE)),
                List.copyOf(axes),
                calendar,
                policy,
                Objects.requireNonNullElse(encoding, Encoding.COMPACT),
                replicated,
                TableLayout.chunks());
    }

    private ReferenceNames names(ReferenceModel model, ChunkCalendar calendar) {
        if (table != null) {
            throw new DefinitionException("table '" + table
                    + "' is given beside onReferenceTable, which names the table: leave one of them out");
        }
        if (encoding == Encoding.COMPACT) {
            throw new DefinitionException(
                    "encoding COMPACT is given beside onReferenceTable, whose other application reads LZ4 alone: leave it out");
        }
        String step =
                calendar.frequency().isCalendar() ? "1D" : calendar.frequency().toString();
        return ReferenceNames.of(
                model.app(),
                model.model(),
                calendar.chunkBy(),
                checkedFreq(Objects.requireNonNullElse(model.freq(), step)),
                calendar.zone().getId(),
                replicated);
    }

    /** It becomes a part of a quoted name. */
    private static String checkedFreq(String freq) {
        if (!freq.matches("[0-9]*[A-Za-z]+")) {
            throw new DefinitionException("onReferenceTable: '" + freq + "' is no step such as 15min, 1H or D");
        }
        return freq;
    }

    private static <T> T required(String setting, @Nullable T value, String example) {
        if (value == null) {
            throw new DefinitionException(setting + " is missing: add for example ." + example);
        }
        return value;
    }

    /** {@link #build} and {@link StoreDefinition#open} in one: each verb is a transaction of its own, also inside another one. */
    public ChunkStore open(DataSource dataSource) {
        return build().open(dataSource);
    }
}
