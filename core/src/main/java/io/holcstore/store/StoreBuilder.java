package io.holcstore.store;

import io.holcstore.codec.Encoding;
import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
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
        return new StoreDefinition(
                Names.checkTable(Objects.requireNonNullElse(table, StoreDefinition.DEFAULT_TABLE)),
                List.copyOf(axes),
                calendar,
                Objects.requireNonNullElse(offGrid, OffGrid.REJECT),
                Objects.requireNonNullElse(encoding, Encoding.COMPACT),
                replicated);
    }

    private static <T> T required(String setting, @Nullable T value, String example) {
        if (value == null) {
            throw new DefinitionException(setting + " is missing: add for example ." + example);
        }
        return value;
    }

    /** {@link #build} and {@link StoreDefinition#open} in one. */
    public ChunkStore open(DataSource dataSource) {
        return build().open(dataSource);
    }
}
