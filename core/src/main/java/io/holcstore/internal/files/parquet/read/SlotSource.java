package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.SeriesBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says which series the values of a row belong to. */
interface SlotSource {
    /** A series, and the time of its row before. */
    final class Slot {
        final SeriesBuffer buffer;
        long before = Long.MIN_VALUE;

        Slot(SeriesBuffer buffer) {
            this.buffer = buffer;
        }
    }

    /** A series for each column of values; null where the row does not count. */
    Slot @Nullable [] of(int row) throws IOException;
}
