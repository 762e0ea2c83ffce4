package io.holcstore.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.ThriftWriter;
import java.util.function.Consumer;

/** Writes Parquet files that no program at hand writes: of one page for each column, whose values are plain. */
final class HandMadeParquet {
    private static final int INT64 = 2;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;
    private static final int RLE = 3;

    private HandMadeParquet() {}

    /**
     * A column.
     *
     * @param type its physical type
     * @param optional whether values may be absent
     * @param logical writes the fields of its type, from the converted type on
     * @param codec its compression
     * @param stored the page, compressed
     * @param size the bytes of the page without its compression
     * @param encrypted whether it says that it is encrypted
     */
    record Leaf(
            String name,
            int type,
            boolean optional,
            Consumer<ThriftWriter> logical,
            int codec,
            ByteSink stored,
            int size,
            boolean encrypted) {
        private static Leaf of(String name, int type, Consumer<ThriftWriter> logical, ByteSink page) {
            return new Leaf(name, type, false, logical, 0, page, page.size(), false);
        }

        static Leaf texts(String name, String... values) {
            ByteSink page = new ByteSink();
            for (String value : values) {
                byte[] utf8 = value.getBytes(UTF_8);
                page.int32(utf8.length);
                page.bytes(utf8);
            }
            return of(name, BYTE_ARRAY, out -> out.int32(6, 0), page);
        }

        static Leaf longs(String name, Consumer<ThriftWriter> logical, long... values) {
            ByteSink page = new ByteSink();
            page.int64s(values, values.length);
            return of(name, INT64, logical, page);
        }

        static Leaf millis(String name, long... values) {
            return longs(name, out -> out.int32(6, 9), values);
        }

        static Leaf doubles(String name, double... values) {
            ByteSink page = new ByteSink();
            for (double value : values) {
                page.int64(Double.doubleToRawLongBits(value));
            }
            return of(name, DOUBLE, out -> {}, page);
        }

        /** A column of the type of columns without values. */
        static Leaf nulls(String name, int rows) {
            ByteSink page = new ByteSink();
            page.int32(2);
            page.varint((long) rows << 1);
            page.octet(0);
            return new Leaf(name, 1, true, out -> out.struct(10).empty(11).end(), 0, page, page.size(), false);
        }

        Leaf compressed(int by, byte[] page) {
            ByteSink packed = new ByteSink();
            packed.bytes(page);
            return new Leaf(name, type, optional, logical, by, packed, size, encrypted);
        }

        Leaf ofSize(int bytes) {
            return new Leaf(name, type, optional, logical, codec, stored, bytes, encrypted);
        }

        Leaf encryptedOne() {
            return new Leaf(name, type, optional, logical, codec, stored, size, true);
        }
    }

    /** A file of one group of rows. */
    static byte[] file(int rows, Leaf... leaves) {
        return file(rows, false, leaves);
    }

    /** A file of one group of rows; before it, if asked for, an empty one whose columns have no place in the file. */
    static byte[] file(int rows, boolean emptyFirst, Leaf... leaves) {
        ByteSink file = new ByteSink();
        file.bytes("PAR1".getBytes(US_ASCII));
        int[] places = new int[leaves.length + 1];
        for (int i = 0; i < leaves.length; i++) {
            places[i] = file.size();
            page(file, rows, leaves[i]);
        }
        places[leaves.length] = file.size();
        ByteSink footer = new ByteSink();
        ThriftWriter out = new ThriftWriter(footer).int32(1, 1).structs(2, leaves.length + 1);
        out.element().text(4, "schema").int32(5, leaves.length).end();
        for (Leaf leaf : leaves) {
            out.element()
                    .int32(1, leaf.type())
                    .int32(3, leaf.optional() ? 1 : 0)
                    .text(4, leaf.name());
            leaf.logical().accept(out);
            out.end();
        }
        out.int64(3, rows).structs(4, emptyFirst ? 2 : 1);
        if (emptyFirst) {
            group(out, 0, new int[leaves.length + 1], leaves);
        }
        group(out, rows, places, leaves);
        out.end();
        int length = footer.size();
        file.bytes(footer.array(), length);
        file.int32(length);
        file.bytes("PAR1".getBytes(US_ASCII));
        return file.copy();
    }

    private static void page(ByteSink file, int rows, Leaf leaf) {
        new ThriftWriter(file)
                .int32(1, 0)
                .int32(2, leaf.size())
                .int32(3, leaf.stored().size())
                .struct(5)
                .int32(1, rows)
                .int32(2, 0)
                .int32(3, RLE)
                .int32(4, RLE)
                .end()
                .end();
        file.bytes(leaf.stored().copy());
    }

    private static void group(ThriftWriter out, int rows, int[] places, Leaf... leaves) {
        out.element().structs(1, leaves.length);
        for (int i = 0; i < leaves.length; i++) {
            out.element().int64(2, 0).struct(3);
            out.int32(1, leaves[i].type()).int32s(2, 0, RLE).texts(3, leaves[i].name());
            out.int32(4, leaves[i].codec()).int64(5, rows).int64(6, leaves[i].size());
            out.int64(7, Math.max(15, places[i + 1] - places[i]))
                    .int64(9, places[i])
                    .end();
            if (leaves[i].encrypted()) {
                out.struct(8).empty(1).end();
            }
            out.end();
        }
        out.int64(2, 0).int64(3, rows).end();
    }
}
