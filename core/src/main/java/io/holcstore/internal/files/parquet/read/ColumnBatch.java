package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.PhysicalType;
import io.holcstore.internal.files.parquet.Values;
import java.util.Arrays;

/** Some values of a column. */
final class ColumnBatch {
    static final int ROWS = 1 << 12;

    final long[] numbers;
    final byte[][] binaries;
    final boolean[] nulls = new boolean[ROWS];

    /** Whether any value is absent. When it is false, {@link #nulls} is not used. */
    boolean hasNulls;

    private final boolean binary;
    private final long[] someNumbers;
    private final byte[][] someBinaries;

    ColumnBatch(PhysicalType type) {
        binary = type.isBinary();
        numbers = new long[binary ? 0 : ROWS];
        binaries = new byte[binary ? ROWS : 0][];
        someNumbers = new long[binary ? 0 : ROWS];
        someBinaries = new byte[binary ? ROWS : 0][];
    }

    boolean isNull(int row) {
        return hasNulls && nulls[row];
    }

    void read(Values values, int from, int count) {
        if (count == 0) {
            return;
        }
        if (binary) {
            byte[][] to = from == 0 ? binaries : someBinaries;
            values.read(to, count);
            if (from > 0) {
                System.arraycopy(to, 0, binaries, from, count);
            }
        } else {
            long[] to = from == 0 ? numbers : someNumbers;
            values.read(to, count);
            if (from > 0) {
                System.arraycopy(to, 0, numbers, from, count);
            }
        }
    }

    /** Moves values to the rows that they belong to. */
    void spread(int from, int[] levels, int there, int count) {
        if (!hasNulls) {
            Arrays.fill(nulls, 0, from, false);
            hasNulls = true;
        }
        int next = from + there - 1;
        for (int i = count - 1; i >= 0; i--) {
            nulls[from + i] = (levels[i] & 1) == 0;
            if (!nulls[from + i]) {
                if (binary) {
                    binaries[from + i] = binaries[next--];
                } else {
                    numbers[from + i] = numbers[next--];
                }
            }
        }
    }
}
