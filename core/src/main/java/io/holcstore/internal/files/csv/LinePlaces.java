package io.holcstore.internal.files.csv;

import io.holcstore.error.CsvFormatException;
import io.holcstore.error.StoreException;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.store.SeriesStore;
import org.jspecify.annotations.Nullable;

/** Names places in CSV files, for the problems of waiting series. */
public record LinePlaces(SeriesStore store) implements WaitingSeries.Places {
    @Override
    public String unit() {
        return "line";
    }

    @Override
    public StoreException problem(
            String message,
            @Nullable Throwable cause,
            String key,
            String file,
            @Nullable Long place,
            @Nullable String text) {
        return new CsvFormatException(message, cause, store.name(), key, file, place, null, text);
    }
}
