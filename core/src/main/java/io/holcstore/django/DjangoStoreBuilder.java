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
 * Defines a store on the table that the Python application HoLcStore created for a model. Both applications then read
 * and write that table:
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
 * <p>The name of the table is derived from the model, {@code chunkBy}, {@code freq}, {@code tz} and {@code sync}, which
 * must be equal to those of the model. The axes are the key fields of the model, in any order. {@code chunkBy},
 * {@code freq} and {@code tz} are required. Each setting may be given only once. Every mistake is a
 * {@link DefinitionException} that names the setting and what would work. Not thread-safe.
 *
 * <p>The store adds no column and no table to the database. Chunks are written as {@link Encoding#LZ4}. Instances of
 * this library that write one series wait for each other (on PostgreSQL by advisory locks, on H2 by the rows of the
 * series). A merge into an existing chunk loses nothing when the application writes at the same time. The first write
 * of a chunk can lose values: when both applications write the first values of one chunk within milliseconds of each
 * other, the application overwrites what this library has just stored, without an error on either side. Let only one of
 * the two create chunks.
 *
 * <p>This library deletes a series that is replaced by one without any value. The application ignores such a
 * replacement. A nightly job that relies on that must leave such series out.
 *
 * <p>Reading a row that the application wrote on a shifted grid throws a
 * {@link io.holcstore.error.ChunkFormatException} that says so. So does reading a chunk with more values than its grid
 * has points. Hours that the application lost at the end of a chunk are gaps. When an offset of the zone has seconds,
 * as that of Paris before 1911, the application rounds it to minutes. This library reads the values at the right
 * instants, which differ by less than a minute from those of the application. A row whose key contains NULL does not
 * belong to a series: reading keys or streams that include it is an error, and filters on the axis leave it out. A
 * series that the application stored with only NaN counts as having data.
 *
 * <p>The application expects a row for each chunk between the first and the last one of a series. When one is missing,
 * its {@code yield_many_ts} fails for the whole table. Every write of this library therefore leaves such a row for each
 * of these chunks, filled with NaN where there is no value. {@link WriteResult} does not count them. The application
 * also fails for the whole table when it reads a time before 1678 or after 2261: keep such points out.
 */
public final class DjangoStoreBuilder {
    private final String app;
    private final String model;
    private final GridSettings grid = new GridSettings();
    private @Nullable String storeFreq;
    private boolean sync;

    /**
     * Creates a builder for the table of a model.
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

    /** Sets how much of a series one row holds, a month or a year: the model's {@code CHUNK_AXIS}. */
    public DjangoStoreBuilder chunkBy(ChunkBy unit) {
        grid.chunkBy(unit);
        return this;
    }

    /** Sets the step of the grid as text: {@code "15min"}, {@code "1h"}, {@code "1d"}. */
    public DjangoStoreBuilder freq(String text) {
        grid.freq(text);
        return this;
    }

    /** Sets the step of the grid as a duration. */
    public DjangoStoreBuilder freq(Duration duration) {
        grid.freq(() -> Frequency.of(duration));
        return this;
    }

    /** Sets the step of the grid as a calendar period, which must be one day. */
    public DjangoStoreBuilder freq(Period period) {
        grid.freq(() -> Frequency.of(period));
        return this;
    }

    /**
     * Sets the text of the model's {@code STORE_FREQ}, which is part of the name of the table. Default: {@code 15min},
     * {@code 1h} or {@code 1D}, depending on {@code freq}.
     */
    public DjangoStoreBuilder storeFreq(String text) {
        storeFreq = Settings.once("storeFreq", storeFreq, text);
        return this;
    }

    /** Sets the zone of the store's months, years and days: the model's {@code STORE_TZ}. */
    public DjangoStoreBuilder tz(String name) {
        grid.tz(name);
        return this;
    }

    /** Sets the zone of the store's months, years and days: the model's {@code STORE_TZ}. */
    public DjangoStoreBuilder tz(ZoneId id) {
        grid.tz(id);
        return this;
    }

    /** Sets what to do with points off the grid. Default: {@link OffGrid#REJECT}. */
    public DjangoStoreBuilder offGrid(OffGrid policy) {
        grid.offGrid(policy);
        return this;
    }

    /** Refuses regular series of another step, as {@link io.holcstore.store.StoreBuilder#requireStep} does. */
    public DjangoStoreBuilder requireStep() {
        grid.requireStep();
        return this;
    }

    /** Keeps deleted chunks as tombstones, which replicas need: the model's {@code ALLOW_CLIENT_SERVER_SYNC}. */
    public DjangoStoreBuilder sync() {
        sync = true;
        return this;
    }

    /** Returns the finished definition. */
    public StoreDefinition build() {
        return definition();
    }

    /** Builds the definition and opens the store: {@link #build}, then {@link StoreDefinition#open}. */
    public ChunkStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** Does the same as {@link #open(DataSource)}, with a listener or a time limit. */
    public ChunkStore open(DataSource dataSource, StoreOptions options) {
        return definition().open(dataSource, options);
    }

    private ChunkDefinition definition() {
        return DjangoDefinition.of(app, model, storeFreq, grid, sync);
    }
}
