package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Damage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file, some at a time, and only the columns that are asked for. */
final class RowBatches {
    /** A column that was asked for. */
    private static final class Open {
        private final Column column;
        private final ColumnBatch batch;
        private @Nullable ColumnReader reader;

        Open(Column column) {
            this.column = column;
            this.batch = new ColumnBatch(column.type());
        }

        void begin(ParquetFile file, int group) {
            try {
                reader = file.read(group, column);
            } catch (Damage e) {
                throw named(e);
            }
        }

        void read(int count) throws IOException {
            if (reader != null) {
                try {
                    reader.read(batch, count);
                } catch (Damage e) {
                    throw named(e);
                }
            }
        }

        private Damage named(Damage e) {
            return new Damage("column " + column.name() + ": " + e.getMessage(), e);
        }
    }

    private final ParquetFile file;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private int group = -1;
    private long done; // rows of the group before the current ones
    private int count;

    RowBatches(ParquetFile file) {
        this.file = file;
    }

    /** Reads the next rows, and returns how many they are; 0 at the end. */
    int next() throws IOException {
        done += count;
        count = 0;
        while (group < 0 || done == file.rows(group)) {
            if (++group >= file.groups()) {
                return 0;
            }
            done = 0;
            if (file.rows(group) > 0) { // an empty group may say that its columns are anywhere
                for (Open each : open.values()) {
                    each.begin(file, group);
                }
            }
        }
        count = (int) Math.min(ColumnBatch.ROWS, file.rows(group) - done);
        for (Open each : open.values()) {
            each.read(count);
        }
        return count;
    }

    /** Returns a column of the current rows, which later calls of {@link #next} fill with the next rows. */
    ColumnBatch of(Column column) throws IOException {
        Open there = open.get(column.name());
        if (there == null) {
            there = new Open(column);
            if (group >= 0) {
                there.begin(file, group);
                for (long skipped = 0; skipped < done; skipped += ColumnBatch.ROWS) {
                    there.read(ColumnBatch.ROWS); // the rows before are whole batches
                }
                there.read(count);
            }
            open.put(column.name(), there);
        }
        return there.batch;
    }
}
