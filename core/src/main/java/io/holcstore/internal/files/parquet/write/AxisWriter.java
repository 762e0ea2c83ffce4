package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.HybridEncoder;
import io.holcstore.internal.files.parquet.PhysicalType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values of an axis: a dictionary, and for each row a number of it. */
final class AxisWriter implements LeafWriter {
    private static final int ENTRY = 100; // bytes of a value and its number on the heap, about

    private final AxisColumn axis;
    private final ColumnWriter writer;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final ByteSink dictionary = new ByteSink();
    private final int[] ids;
    private @Nullable Object least;
    private @Nullable Object greatest;

    AxisWriter(AxisColumn axis, ColumnWriter writer, int rowsOfPage) {
        this.axis = axis;
        this.writer = writer;
        this.ids = new int[rowsOfPage];
    }

    @Override
    public Column column() {
        return axis.column();
    }

    @Override
    public ColumnWriter pages() {
        return writer;
    }

    /** Sets the value of some rows of the page. */
    void fill(int from, int to, Object value) {
        Integer known = numbers.get(value);
        Arrays.fill(ids, from, to, known == null ? add(value) : known);
    }

    private int add(Object value) {
        least = least == null || axis.compare(value, least) < 0 ? value : least;
        greatest = greatest == null || axis.compare(value, greatest) > 0 ? value : greatest;
        int next = isBoolean() ? (boolean) value ? 1 : 0 : numbers.size();
        numbers.put(value, next);
        byte[] bytes = axis.bytes(value);
        if (axis.column().type() == PhysicalType.BYTE_ARRAY) {
            dictionary.int32(bytes.length);
        }
        dictionary.bytes(bytes);
        return next;
    }

    /** Writes booleans, which have no dictionary. */
    private boolean isBoolean() {
        return axis.column().type() == PhysicalType.BOOLEAN;
    }

    @Override
    public void page(int rows) {
        ByteSink out = writer.content();
        if (isBoolean()) {
            for (int from = 0; from < rows; from += Byte.SIZE) {
                int octet = 0;
                for (int i = from; i < Math.min(rows, from + Byte.SIZE); i++) {
                    octet |= ids[i] << (i - from);
                }
                out.octet(octet);
            }
            writer.data(rows, ColumnWriter.PLAIN);
        } else {
            int width = HybridEncoder.width(numbers.size());
            out.octet(width);
            HybridEncoder.write(out, ids, rows, width);
            writer.data(rows, ColumnWriter.RLE_DICTIONARY);
        }
    }

    @Override
    public void end() {
        if (!isBoolean()) {
            writer.content().bytes(dictionary.array(), dictionary.size());
            writer.dictionary(numbers.size());
        }
    }

    @Override
    public int[] encodings() {
        return isBoolean()
                ? new int[] {ColumnWriter.PLAIN, ColumnWriter.RLE}
                : new int[] {ColumnWriter.PLAIN, ColumnWriter.RLE, ColumnWriter.RLE_DICTIONARY};
    }

    @Override
    public byte @Nullable [] least() {
        return least == null ? null : axis.bytes(least);
    }

    @Override
    public byte @Nullable [] greatest() {
        return greatest == null ? null : axis.bytes(greatest);
    }

    @Override
    public long held() {
        return writer.pages().size() + (long) dictionary.size() + (long) numbers.size() * ENTRY;
    }

    @Override
    public void clear() {
        writer.clear();
        numbers.clear();
        dictionary.clear();
        least = null;
        greatest = null;
    }
}
