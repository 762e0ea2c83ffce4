package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.HybridEncoder;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.PhysicalType;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;
import org.jspecify.annotations.Nullable;

/** Writes values: with a dictionary while it is small, then without. */
final class ValueWriter implements LeafWriter {
    private static final int MOST = 1 << 15; // values of a dictionary

    private final Column column;
    private final ColumnWriter writer;
    private final long[] bits;
    private final int[] ids;
    private final LongIntHashMap numbers = new LongIntHashMap();
    private final ByteSink dictionary = new ByteSink();
    private boolean plain;
    private int pagesOfDictionary;

    ValueWriter(String name, ColumnWriter writer, int rowsOfPage) {
        this.column = new Column(0, name, PhysicalType.DOUBLE, Double.BYTES, LogicalType.PLAIN, false);
        this.writer = writer;
        this.bits = new long[rowsOfPage];
        this.ids = new int[rowsOfPage];
    }

    @Override
    public Column column() {
        return column;
    }

    @Override
    public ColumnWriter pages() {
        return writer;
    }

    void set(int row, double value) {
        bits[row] = Double.doubleToRawLongBits(value);
    }

    @Override
    public void page(int rows) {
        if (!plain && number(rows)) {
            int width = HybridEncoder.width(numbers.size());
            writer.content().octet(width);
            HybridEncoder.write(writer.content(), ids, rows, width);
            writer.data(rows, ColumnWriter.RLE_DICTIONARY);
            pagesOfDictionary++;
        } else {
            plain = true;
            writer.content().int64s(bits, rows);
            writer.data(rows, ColumnWriter.PLAIN);
        }
    }

    /**
     * Finds the numbers of the values in the dictionary. Returns false when it has too many values, and half as many as
     * rows.
     */
    private boolean number(int rows) {
        int before = numbers.size();
        for (int i = 0; i < rows; i++) {
            int next = numbers.size();
            int id = numbers.getIfAbsentPut(bits[i], next);
            if (id == next) {
                if (next >= MOST) {
                    return false;
                }
                dictionary.int64(bits[i]);
            }
            ids[i] = id;
        }
        return numbers.size() - before <= rows / 2;
    }

    @Override
    public void end() {
        if (pagesOfDictionary > 0) {
            writer.content().bytes(dictionary.array(), dictionary.size());
            writer.dictionary(dictionary.size() / Double.BYTES);
        }
    }

    @Override
    public int[] encodings() {
        return pagesOfDictionary == 0
                ? new int[] {ColumnWriter.PLAIN, ColumnWriter.RLE}
                : new int[] {ColumnWriter.PLAIN, ColumnWriter.RLE, ColumnWriter.RLE_DICTIONARY};
    }

    /** Is not recorded: NaN and zeros would have rules of their own. */
    @Override
    public byte @Nullable [] least() {
        return null;
    }

    @Override
    public byte @Nullable [] greatest() {
        return null;
    }

    @Override
    public void clear() {
        writer.clear();
        numbers.clear();
        dictionary.clear();
        pagesOfDictionary = 0;
        plain = false;
    }
}
