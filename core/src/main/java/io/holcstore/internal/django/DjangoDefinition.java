package io.holcstore.internal.django;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.definition.GridSettings;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.store.SqlChunkStore;
import io.holcstore.store.Encoding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates definitions of stores on tables of the Python application. */
public final class DjangoDefinition {
    private DjangoDefinition() {}

    /**
     * Returns the definition for a model.
     *
     * @param storeFreq the step in the spelling of the model; null for the usual spelling
     * @param sync whether the application keeps tombstones for replicas
     */
    public static ChunkDefinition of(
            String app, String model, @Nullable String storeFreq, GridSettings grid, boolean sync) {
        ChunkCalendar calendar = grid.calendar();
        String step =
                calendar.frequency().isCalendar() ? "1D" : calendar.frequency().toString();
        DjangoNames names = DjangoNames.of(
                app,
                model,
                calendar.chunkBy(),
                checkedFreq(Objects.requireNonNullElse(storeFreq, step)),
                calendar.zone().getId(),
                sync);
        return ChunkDefinition.of(
                List.of(names.table()),
                grid,
                Encoding.LZ4,
                sync,
                new SpreadSettings(),
                new DjangoLayout(names),
                DjangoRules::new,
                SqlChunkStore::new);
    }

    /** Checks the step, because it becomes a part of a quoted name. */
    private static String checkedFreq(String freq) {
        if (!freq.matches("[0-9]*[A-Za-z]+")) {
            throw new DefinitionException(
                    "storeFreq: '" + freq + "' is not a step such as 15min, 1H or D", "storeFreq");
        }
        return freq;
    }
}
