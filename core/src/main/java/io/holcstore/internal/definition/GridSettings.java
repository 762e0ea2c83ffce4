package io.holcstore.internal.definition;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.key.Axis;
import io.holcstore.store.OffGrid;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the axes and the grid of a store of chunks for a builder. Each setting can be set once. Not thread-safe. */
public final class GridSettings {
    private final List<Axis<?>> axes = new ArrayList<>();
    private @Nullable ChunkBy chunkBy;
    private @Nullable Frequency frequency;
    private @Nullable ZoneId zone;
    private @Nullable OffGrid offGrid;
    private boolean requiresStep;

    public void axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
    }

    public void chunkBy(ChunkBy unit) {
        chunkBy = Settings.once("chunkBy", chunkBy, unit);
    }

    public void freq(String text) {
        Objects.requireNonNull(text, "freq");
        freq(() -> Frequency.parse(text));
    }

    public void freq(Supplier<Frequency> step) {
        try {
            frequency = Settings.once("freq", frequency, step.get());
        } catch (IllegalArgumentException e) {
            throw new DefinitionException("freq: " + e.getMessage(), "freq");
        }
    }

    public void tz(String name) {
        Objects.requireNonNull(name, "tz");
        tz(Names.zone(name));
    }

    public void tz(ZoneId id) {
        zone = Settings.once("tz", zone, id);
    }

    public void offGrid(OffGrid policy) {
        offGrid = Settings.once("offGrid", offGrid, policy);
    }

    public void requireStep() {
        requiresStep = true;
    }

    /** Returns whether regular series with another step are refused. */
    public boolean requiresStep() {
        return requiresStep;
    }

    /** Returns the axes in the order of the definition. */
    public List<Axis<?>> axes() {
        return List.copyOf(axes);
    }

    /** Returns how points off the grid are treated. Default: REJECT. */
    public OffGrid offGrid() {
        return Objects.requireNonNullElse(offGrid, OffGrid.REJECT);
    }

    /**
     * Returns the calendar of the chunks.
     *
     * @throws DefinitionException when a setting is missing, or the settings do not fit together
     */
    public ChunkCalendar calendar() {
        return ChunkCalendar.of(
                Settings.required("chunkBy", chunkBy, "chunkBy(YEAR_MONTH) or chunkBy(YEAR)"),
                Settings.required("freq", frequency, "freq(\"15min\") or freq(\"1h\")"),
                Settings.required("tz", zone, "tz(\"Europe/Paris\") or tz(\"UTC\")"));
    }
}
