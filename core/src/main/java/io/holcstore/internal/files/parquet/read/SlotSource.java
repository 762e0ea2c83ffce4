package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.SeriesBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the series of a row. */
interface SlotSource {
    /** A series, and the time of its last row. */
    final class Slot {
        final SeriesBuffer buffer;
        long before = Long.MIN_VALUE;

        Slot(SeriesBuffer buffer) {
            this.buffer = buffer;
        }
    }

    /** Returns a series for each column of values, or null to leave the row out. */
    Slot @Nullable [] of(int row) throws IOException;
}
