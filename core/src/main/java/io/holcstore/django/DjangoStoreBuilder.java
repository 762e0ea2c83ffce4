package io.holcstore.django;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.definition.GridSettings;
import io.holcstore.internal.definition.Settings;
import io.holcstore.internal.django.DjangoDefinition;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.OffGrid;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.WriteResult;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Defines a store on the very table that the Python application HoLcStore made for a model, which both applications
 * then read and write:
 *
 * <pre>{@code
 * ChunkStore store = Store.onDjangoTable("meters", "LoadCurve")
 *         .axis("version", INT)
 *         .axis("kind", VARCHAR(20))
 *         .chunkBy(YEAR_MONTH)
 *         .freq("1h")
 *         .tz("Europe/Paris")
 *         .sync()
 *         .open(dataSource);
 * }</pre>
 *
 * <p>The name of the table follows from the model, {@code chunkBy}, {@code freq}, {@code tz} and {@code sync}, which
 * have to be those of the model. The axes are its key fields, in any order. Needed are {@code chunkBy}, {@code freq}
 * and {@code tz}. Each setting is given once; every mistake is a {@link DefinitionException} that names the setting and
 * what would work. Not thread-safe.
 *
 * <p>Nothing is added to the database: no column, no further table. Chunks are written as {@link Encoding#LZ4}.
 * Instances of this library that write one series wait for each other (on PostgreSQL by advisory locks, on H2 by the
 * rows of the series). Beside the application's own writes, a merge into a chunk that is there loses nothing. A first
 * write can: where both write the first values of one chunk within milliseconds of each other, the application
 * overwrites what this library has just stored, without an error on either side. Let one of the two make the chunks.
 *
 * <p>Replacing a series by one without any value deletes it here, and is ignored there: a nightly job that relies on
 * that has to leave such series out.
 *
 * <p>Rows that the application wrote on a shifted grid are a {@link io.holcstore.error.ChunkFormatException} that says
 * so, and so is a chunk with more values than its grid has points; hours that it lost at the end of a chunk are gaps.
 * Where an offset of the zone has seconds, as that of Paris before 1911, the application rounds it to minutes: its
 * values are read at the right instants, less than a minute beside where it sees them. A row whose key has a NULL does
 * not belong to a series: reading keys or streams that include it is an error, filters on the axis leave it out. A
 * series that holds only NaN there counts as having data.
 *
 * <p>The application expects a row for each chunk between the first and the last one of a series: its
 * {@code yield_many_ts} fails for the whole table where one is missing. Every write here leaves such rows, filled with
 * NaN where there is no value; {@link WriteResult} does not count them. The application also fails for the whole table
 * where it meets a time before 1678 or after 2261: keep such points out.
 */
public final class DjangoStoreBuilder {
    private final String app;
    private final String model;
    private final GridSettings grid = new GridSettings();
    private @Nullable String storeFreq;
    private boolean sync;

    /**
     * Begins a definition.
     *
     * @param app the label of the application, as in {@code app_label}
     * @param model the name of the model's class
     */
    public DjangoStoreBuilder(String app, String model) {
        this.app = Objects.requireNonNull(app, "app");
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Adds a key field of the model. */
    public DjangoStoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    /** Adds a key field of the model. */
    public DjangoStoreBuilder axis(Axis<?> axis) {
        grid.axis(axis);
        return this;
    }

    /** One row is one month or one year of one series: the model's {@code CHUNK_AXIS}. */
    public DjangoStoreBuilder chunkBy(ChunkBy unit) {
        grid.chunkBy(unit);
        return this;
    }

    /** The step of the grid as text: {@code "15min"}, {@code "1h"}, {@code "1d"}. */
    public DjangoStoreBuilder freq(String text) {
        grid.freq(text);
        return this;
    }

    /** The step of the grid as a duration. */
    public DjangoStoreBuilder freq(Duration duration) {
        grid.freq(() -> Frequency.of(duration));
        return this;
    }

    /** The step of the grid as a calendar period: one day. */
    public DjangoStoreBuilder freq(Period period) {
        grid.freq(() -> Frequency.of(period));
        return this;
    }

    /**
     * The text of the model's {@code STORE_FREQ}, which is a part of the table's name. Default: {@code 15min},
     * {@code 1h} or {@code 1D}, as {@code freq} says.
     */
    public DjangoStoreBuilder storeFreq(String text) {
        storeFreq = Settings.once("storeFreq", storeFreq, text);
        return this;
    }

    /** The zone whose months, years and days the chunks and days of the store are: the model's {@code STORE_TZ}. */
    public DjangoStoreBuilder tz(String name) {
        grid.tz(name);
        return this;
    }

    /** The zone whose months, years and days the chunks and days of the store are: the model's {@code STORE_TZ}. */
    public DjangoStoreBuilder tz(ZoneId id) {
        grid.tz(id);
        return this;
    }

    /** What to do with points off the grid. Default: {@link OffGrid#REJECT}. */
    public DjangoStoreBuilder offGrid(OffGrid policy) {
        grid.offGrid(policy);
        return this;
    }

    /** Refuses regular series of another step, as {@link io.holcstore.store.StoreBuilder#requireStep} does. */
    public DjangoStoreBuilder requireStep() {
        grid.requireStep();
        return this;
    }

    /**
     * The application keeps deleted chunks as tombstones, which replicas need: the model's
     * {@code ALLOW_CLIENT_SERVER_SYNC}.
     */
    public DjangoStoreBuilder sync() {
        sync = true;
        return this;
    }

    /** The finished definition. */
    public StoreDefinition build() {
        return definition();
    }

    /** {@link #build} and {@link StoreDefinition#open} in one. */
    public ChunkStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** As {@link #open(DataSource)}, with a listener or a time limit. */
    public ChunkStore open(DataSource dataSource, StoreOptions options) {
        return definition().open(dataSource, options);
    }

    private ChunkDefinition definition() {
        return DjangoDefinition.of(app, model, storeFreq, grid, sync);
    }
}
