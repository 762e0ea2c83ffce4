package io.holcstore.internal.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.Names;
import io.holcstore.internal.definition.Settings;
import io.holcstore.internal.django.ReferenceLayout;
import io.holcstore.internal.django.ReferenceNames;
import io.holcstore.internal.sql.chunk.ChunkLayout;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.OffGrid;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.holcstore.time.ChunkBy;
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

/** {@link StoreBuilder}. */
public final class ChunkDefinitionBuilder implements StoreBuilder {
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

    public ChunkDefinitionBuilder() {}

    @Override
    public StoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    @Override
    public StoreBuilder axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
        return this;
    }

    @Override
    public StoreBuilder chunkBy(ChunkBy unit) {
        chunkBy = Settings.once("chunkBy", chunkBy, unit);
        return this;
    }

    @Override
    public StoreBuilder freq(String text) {
        Objects.requireNonNull(text, "freq");
        return freq(() -> Frequency.parse(text));
    }

    @Override
    public StoreBuilder freq(Duration duration) {
        return freq(() -> Frequency.of(duration));
    }

    @Override
    public StoreBuilder freq(Period period) {
        return freq(() -> Frequency.of(period));
    }

    private StoreBuilder freq(Supplier<Frequency> step) {
        try {
            frequency = Settings.once("freq", frequency, step.get());
        } catch (IllegalArgumentException e) {
            throw new DefinitionException("freq: " + e.getMessage());
        }
        return this;
    }

    @Override
    public StoreBuilder tz(String name) {
        Objects.requireNonNull(name, "tz");
        return tz(Names.zone(name));
    }

    @Override
    public StoreBuilder tz(ZoneId id) {
        zone = Settings.once("tz", zone, id);
        return this;
    }

    @Override
    public StoreBuilder table(String name) {
        Names.checkTable(name);
        table = Settings.once("table", table, name);
        return this;
    }

    @Override
    public StoreBuilder onReferenceTable(String app, String model) {
        reference = Settings.once("onReferenceTable", reference, new ReferenceModel(app, model, null));
        return this;
    }

    @Override
    public StoreBuilder onReferenceTable(String app, String model, String storeFreq) {
        reference = Settings.once("onReferenceTable", reference, new ReferenceModel(app, model, storeFreq));
        return this;
    }

    @Override
    public StoreBuilder offGrid(OffGrid policy) {
        offGrid = Settings.once("offGrid", offGrid, policy);
        return this;
    }

    @Override
    public StoreBuilder encoding(Encoding choice) {
        encoding = Settings.once("encoding", encoding, choice);
        return this;
    }

    @Override
    public StoreBuilder replicated() {
        replicated = true;
        return this;
    }

    @Override
    public StoreDefinition build() {
        ChunkCalendar calendar = ChunkCalendar.of(
                Settings.required("chunkBy", chunkBy, "chunkBy(YEAR_MONTH) or chunkBy(YEAR)"),
                Settings.required("freq", frequency, "freq(\"15min\") or freq(\"1h\")"),
                Settings.required("tz", zone, "tz(\"Europe/Paris\") or tz(\"UTC\")"));
        OffGrid policy = Objects.requireNonNullElse(offGrid, OffGrid.REJECT);
        if (reference != null) {
            ReferenceNames names = names(reference, calendar);
            return ChunkDefinition.of(
                    List.of(names.table()),
                    List.copyOf(axes),
                    calendar,
                    policy,
                    Encoding.LZ4,
                    replicated,
                    new ReferenceLayout(names),
                    SqlChunkStore::new);
        }
        return ChunkDefinition.of(
                Names.checkTable(Objects.requireNonNullElse(table, StoreDefinition.DEFAULT_TABLE)),
                List.copyOf(axes),
                calendar,
                policy,
                Objects.requireNonNullElse(encoding, Encoding.COMPACT),
                replicated,
                new ChunkLayout(),
                SqlChunkStore::new);
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
            throw new DefinitionException("onReferenceTable: '" + freq + "' is not a step such as 15min, 1H or D");
        }
        return freq;
    }

    @Override
    public ChunkStore open(DataSource dataSource, StoreOptions options) {
        return build().open(dataSource, options);
    }
}
