package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.DeltaEncoder;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.PhysicalType;
import org.jspecify.annotations.Nullable;

/** Writes times as differences. Those of a regular series take next to no space. */
final class TimeWriter implements LeafWriter {
    private static final long MICROS = 1_000;

    private final Column column;
    private final ColumnWriter writer;
    private final long[] micros;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    TimeWriter(String name, ColumnWriter writer, int rowsOfPage) {
        this.column = new Column(0, name, PhysicalType.INT64, Long.BYTES, LogicalType.INSTANT, false);
        this.writer = writer;
        this.micros = new long[rowsOfPage];
    }

    @Override
    public Column column() {
        return column;
    }

    @Override
    public ColumnWriter pages() {
        return writer;
    }

    void set(int row, long epochMillis) {
        micros[row] = epochMillis * MICROS;
    }

    @Override
    public void page(int rows) {
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, micros[i]);
            greatest = Math.max(greatest, micros[i]);
        }
        DeltaEncoder.write(writer.content(), micros, rows);
        writer.data(rows, ColumnWriter.DELTA_BINARY_PACKED);
    }

    @Override
    public void end() {
        // no dictionary
    }

    @Override
    public int[] encodings() {
        return new int[] {ColumnWriter.DELTA_BINARY_PACKED, ColumnWriter.RLE};
    }

    @Override
    public byte @Nullable [] least() {
        return bytes(least);
    }

    @Override
    public byte @Nullable [] greatest() {
        return bytes(greatest);
    }

    private static byte[] bytes(long value) {
        ByteSink out = new ByteSink();
        out.int64(value);
        return out.copy();
    }

    @Override
    public void clear() {
        writer.clear();
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
    }
}
