package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.ParquetNames;
import io.holcstore.internal.files.parquet.PhysicalType;
import io.holcstore.internal.files.parquet.ThriftWriter;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Writes series as rows of a file. Holds the compressed pages of one group of rows. */
final class ParquetWriter {
    private static final int PAGE = 1 << 15;
    private static final int GROUP = 1 << 20;
    private static final long HELD = 1L << 24;
    private static final int VERSION = 2;
    private static final String CREATED_BY = "holcstore version 0.1.0";

    private final FileChannel channel;
    private final List<AxisWriter> axes = new ArrayList<>();
    private final TimeWriter times;
    private final ValueWriter values;
    private final List<LeafWriter> leaves = new ArrayList<>();
    private final ByteSink groups = new ByteSink();
    private int groupCount;
    private long at; // in the file
    private long rows; // of ended groups
    private int rowsOfGroup; // of ended pages
    private int row; // of the page

    ParquetWriter(FileChannel channel, List<Axis<?>> axes, String time, String value, Compression compression)
            throws IOException {
        this.channel = channel;
        for (Axis<?> axis : axes) {
            this.axes.add(new AxisWriter(AxisColumn.of(axis), new ColumnWriter(compression), PAGE));
        }
        this.times = new TimeWriter(time, new ColumnWriter(compression), PAGE);
        this.values = new ValueWriter(value, new ColumnWriter(compression), PAGE);
        this.leaves.addAll(this.axes);
        this.leaves.add(times);
        this.leaves.add(values);
        put(ParquetNames.mark(), ParquetNames.mark().length);
    }

    /** Adds the values of a series, and returns how many there are; points without a value have no row. */
    int add(SeriesKey key, Series series) throws IOException {
        int from = row;
        int added = 0;
        for (int i = 0; i < series.size(); i++) {
            double value = series.valueAt(i);
            if (Double.isNaN(value)) {
                continue;
            }
            added++;
            times.set(row, series.epochMillisAt(i));
            values.set(row, value);
            if (++row == PAGE) {
                fill(key, from);
                endPage();
                from = 0;
            }
        }
        fill(key, from);
        return added;
    }

    private void fill(SeriesKey key, int from) {
        if (from < row) {
            for (int i = 0; i < axes.size(); i++) {
                axes.get(i).fill(from, row, key.value(i));
            }
        }
    }

    private void endPage() throws IOException {
        long held = 0;
        for (LeafWriter leaf : leaves) {
            leaf.page(row);
            held += leaf.held();
        }
        rowsOfGroup += row;
        row = 0;
        if (rowsOfGroup + PAGE > GROUP || held > HELD) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        long start = at;
        long uncompressed = 0;
        ThriftWriter out = new ThriftWriter(groups).structs(1, leaves.size());
        for (LeafWriter leaf : leaves) {
            leaf.end();
            uncompressed += leaf.pages().uncompressed();
            write(leaf, out.element());
            out.end();
            leaf.clear();
        }
        out.int64(2, uncompressed)
                .int64(3, rowsOfGroup)
                .int64(5, start)
                .int64(6, at - start)
                .int16(7, groupCount & Short.MAX_VALUE)
                .end();
        groupCount++;
        rows += rowsOfGroup;
        rowsOfGroup = 0;
    }

    /** Writes the pages of a column, and describes them. */
    private void write(LeafWriter leaf, ThriftWriter out) throws IOException {
        ColumnWriter pages = leaf.pages();
        long first = at;
        put(pages.first().array(), pages.first().size());
        long data = at;
        put(pages.pages().array(), pages.pages().size());
        out.int64(2, 0) // where a copy of this would be
                .struct(3)
                .int32(1, leaf.column().type().number)
                .int32s(2, leaf.encodings())
                .texts(3, leaf.column().name())
                .int32(4, pages.compression().number)
                .int64(5, rowsOfGroup)
                .int64(6, pages.uncompressed())
                .int64(7, at - first)
                .int64(9, data);
        if (data > first) {
            out.int64(11, first);
        }
        byte[] least = leaf.least();
        byte[] greatest = leaf.greatest();
        out.struct(12).int64(3, 0);
        if (least != null && greatest != null && least.length + greatest.length < 1 << 10) {
            out.binary(5, greatest).binary(6, least);
        }
        out.end().end();
    }

    /** Writes the last rows and the footer. */
    void finish() throws IOException {
        if (row > 0) {
            endPage();
        }
        if (rowsOfGroup > 0) {
            endGroup();
        }
        ByteSink footer = new ByteSink();
        ThriftWriter out = new ThriftWriter(footer);
        out.int32(1, VERSION).structs(2, leaves.size() + 1);
        out.element().text(4, "schema").int32(5, leaves.size()).end();
        for (LeafWriter leaf : leaves) {
            schema(leaf.column(), out.element());
            out.end();
        }
        out.int64(3, rows).structs(4, groupCount);
        footer.bytes(groups.array(), groups.size());
        out.text(6, CREATED_BY).structs(7, leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            out.element().empty(1).end();
        }
        out.end();
        int length = footer.size();
        footer.int32(length);
        footer.bytes(ParquetNames.mark());
        put(footer.array(), footer.size());
    }

    private static void schema(Column column, ThriftWriter out) {
        out.int32(1, column.type().number);
        if (column.type() == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
            out.int32(2, column.width());
        }
        out.int32(3, 0).text(4, column.name());
        column.logical().write(out);
    }

    private void put(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            at += channel.write(buffer);
        }
    }
}
