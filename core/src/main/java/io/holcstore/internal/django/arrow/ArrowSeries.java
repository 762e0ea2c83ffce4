package io.holcstore.internal.django.arrow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.lz4.Lz4FrameReader;
import io.holcstore.internal.time.Years;
import io.holcstore.series.Series;
import java.util.Arrays;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads a series from a file of Arrow's IPC format: a column of timestamps with a zone, and one of numbers. Memory
 * follows the size of the blob, whatever its lengths say. Not thread-safe: keeps a buffer.
 */
public final class ArrowSeries {
    private static final byte[] MAGIC = "ARROW1".getBytes(US_ASCII);
    private static final byte[] FEATHER_1 = "FEA1".getBytes(US_ASCII);
    private static final int HEAD = 8; // the magic, padded
    private static final int TAIL = Integer.BYTES + MAGIC.length;
    private static final int BLOCK = 24; // bytes of the struct that says where a batch is
    private static final int NODE = 16;
    private static final int BUFFER = 16;
    private static final int RECORD_BATCH = 3;
    private static final int CONTINUED = -1;
    private static final int MOST = 256; // times a frame of LZ4 can be longer than its bytes

    private final Lz4FrameReader frames = new Lz4FrameReader();

    /**
     * Returns the series of a blob, without rows that have no value.
     *
     * @throws ArrowDamage when the blob is not such a file
     */
    public Series read(byte[] blob) {
        FlatTable footer = footer(blob);
        FlatTable schema = footer.table(1, "schema");
        if (schema.int16(0) != 0) {
            throw new ArrowDamage("is big-endian, which is not supported");
        }
        ArrowColumn time = null;
        ArrowColumn value = null;
        int buffer = 0;
        for (int i = 0; i < schema.count(1, Integer.BYTES); i++) {
            FlatTable field = schema.element(1, i);
            ArrowColumn column = ArrowColumn.read(field, i, buffer);
            if (column == null || field.count(5, Integer.BYTES) > 0) {
                throw new ArrowDamage("has the column " + field.text(0) + ", which is neither times nor numbers");
            }
            if (column.isTime()) {
                time = only(time, column);
            } else {
                value = only(value, column);
            }
            buffer += 2; // which rows have a value, and the values
        }
        if (time == null || value == null) {
            throw new ArrowDamage("needs a column of timestamps and one of numbers");
        }
        LongArrayList times = new LongArrayList();
        DoubleArrayList values = new DoubleArrayList();
        long from = HEAD;
        for (int i = 0; i < footer.count(3, BLOCK); i++) {
            long offset = footer.structNumber(3, i, BLOCK, 0);
            if (offset < from) { // one batch a thousand times would be a bomb
                throw new ArrowDamage("has batches of rows that overlap");
            }
            Batch batch = Batch.of(
                    blob,
                    offset,
                    footer.structInt(3, i, BLOCK, Long.BYTES),
                    footer.structNumber(3, i, BLOCK, 2 * Long.BYTES));
            read(batch, time, value, times, values);
            from = batch.body + batch.length;
        }
        return Series.irregular(times.toArray(), values.toArray());
    }

    private static ArrowColumn only(@Nullable ArrowColumn before, ArrowColumn column) {
        if (before != null) {
            throw new ArrowDamage("has the columns " + before.name() + " and " + column.name() + ", but a series has"
                    + " one of times and one of numbers");
        }
        return column;
    }

    private static FlatTable footer(byte[] blob) {
        if (starts(blob, FEATHER_1)) {
            throw new ArrowDamage("is a file of Feather V1, which is not supported");
        }
        if (!starts(blob, MAGIC)) {
            throw new ArrowDamage("is not an Arrow file: it does not begin with ARROW1");
        }
        int end = blob.length - MAGIC.length;
        if (blob.length < HEAD + TAIL || !Arrays.equals(blob, end, blob.length, MAGIC, 0, MAGIC.length)) {
            throw new ArrowDamage("is cut off: it does not end with ARROW1");
        }
        int length = Bytes.getInt(blob, end - Integer.BYTES);
        if (length <= 0 || length > blob.length - HEAD - TAIL) {
            throw new ArrowDamage("must have a footer of " + Integer.toUnsignedLong(length) + " bytes, but has "
                    + blob.length + " bytes in all");
        }
        return FlatTable.root(blob, end - Integer.BYTES - length, length);
    }

    private static boolean starts(byte[] blob, byte[] with) {
        return blob.length >= with.length && Arrays.equals(blob, 0, with.length, with, 0, with.length);
    }

    /** Some rows of a file. */
    private static final class Batch {
        private final byte[] blob;
        private final FlatTable rows;
        private final long body; // where its buffers begin
        private final long length; // of all buffers

        Batch(byte[] blob, FlatTable rows, long body, long length) {
            this.blob = blob;
            this.rows = rows;
            this.body = body;
            this.length = length;
        }

        static Batch of(byte[] blob, long offset, int described, long length) {
            if (described < 2 * Integer.BYTES
                    || length < 0
                    || length > blob.length
                    || offset > blob.length - length - described) {
                throw new ArrowDamage("must have " + length + " bytes of rows from byte " + offset + ", but has "
                        + blob.length + " bytes in all");
            }
            int at = (int) offset;
            // earlier versions of the format have the length first
            int before = Bytes.getInt(blob, at) == CONTINUED ? 2 * Integer.BYTES : Integer.BYTES;
            FlatTable message = FlatTable.root(blob, at + before, described - before);
            if (message.octet(1, 0) != RECORD_BATCH) {
                throw new ArrowDamage("has another message where a batch of rows must be");
            }
            return new Batch(blob, message.table(2, "rows"), offset + described, length);
        }

        int count(ArrowColumn column) {
            long count = rows.int64(0);
            if (column.node() >= rows.count(1, NODE) || rows.structNumber(1, column.node(), NODE, 0) != count) {
                throw new ArrowDamage(
                        "has a column " + column.name() + " of another length than its " + count + " rows");
            }
            if (count < 0 || count > Integer.MAX_VALUE / Long.BYTES) {
                throw new ArrowDamage("must have " + count + " rows");
            }
            return (int) count;
        }

        boolean hasNulls(ArrowColumn column) {
            return rows.structNumber(1, column.node(), NODE, Long.BYTES) != 0;
        }

        boolean isCompressed() {
            FlatTable compression = rows.table(3);
            if (compression == null) {
                return false;
            }
            if (compression.octet(0, 0) != 0 || compression.octet(1, 0) != 0) {
                throw new ArrowDamage("is compressed with ZSTD, which is not supported; LZ4 is");
            }
            return true;
        }
    }

    private void read(Batch batch, ArrowColumn time, ArrowColumn value, LongArrayList times, DoubleArrayList values) {
        int count = batch.count(time);
        if (batch.count(value) != count || count == 0) {
            return;
        }
        byte[] valid = batch.hasNulls(value) ? buffer(batch, value.buffer(), (count + 7L) / 8) : null;
        byte[] timed = batch.hasNulls(time) ? buffer(batch, time.buffer(), (count + 7L) / 8) : null;
        byte[] stamps = buffer(batch, time.buffer() + 1, (long) count * time.width());
        byte[] numbers = buffer(batch, value.buffer() + 1, (long) count * value.width());
        for (int row = 0; row < count; row++) {
            double number = isThere(valid, row) ? value.number(numbers, row) : Double.NaN;
            if (Double.isNaN(number)) {
                continue;
            }
            if (!isThere(timed, row)) {
                throw new ArrowDamage("has the value " + number + " without a time");
            }
            long stamp = time.time(stamps, row);
            Years.require(stamp);
            times.add(stamp);
            values.add(number);
        }
    }

    private static boolean isThere(byte @Nullable [] bits, int row) {
        return bits == null || (bits[row >>> 3] >>> (row & 7) & 1) == 1;
    }

    /** Returns the bytes of a buffer. Fails unless it has enough of them. */
    private byte[] buffer(Batch batch, int number, long needed) {
        if (number >= batch.rows.count(2, BUFFER)) {
            throw new ArrowDamage("has fewer buffers than columns need");
        }
        long offset = batch.rows.structNumber(2, number, BUFFER, 0);
        long length = batch.rows.structNumber(2, number, BUFFER, Long.BYTES);
        if (offset < 0 || length < 0 || length > batch.length || offset > batch.length - length) {
            throw new ArrowDamage(
                    "must have a buffer of " + length + " bytes from byte " + offset + " of " + batch.length);
        }
        int from = (int) (batch.body + offset);
        int to = from + (int) length;
        if (!batch.isCompressed()) {
            return stored(batch.blob, from, to, needed);
        }
        if (length < Long.BYTES) {
            throw new ArrowDamage("has a compressed buffer of " + length + " bytes");
        }
        long size = Bytes.getLong(batch.blob, from);
        return size == -1
                ? stored(batch.blob, from + Long.BYTES, to, needed)
                : frame(batch.blob, from + Long.BYTES, to, size, needed);
    }

    private static byte[] stored(byte[] blob, int from, int to, long needed) {
        if (needed > to - from) {
            throw new ArrowDamage("has a buffer of " + (to - from) + " bytes, but its rows need " + needed);
        }
        return Arrays.copyOfRange(blob, from, from + (int) needed);
    }

    private byte[] frame(byte[] blob, int from, int to, long size, long needed) {
        if (size < needed || size > (long) MOST * (to - from)) {
            throw new ArrowDamage("has a buffer of " + (to - from) + " bytes that must have " + size
                    + " bytes without its compression; its rows need " + needed);
        }
        try {
            byte[] content = frames.read(Arrays.copyOfRange(blob, from, to), (int) size);
            return Arrays.copyOf(content, (int) needed);
        } catch (ChunkFormatException e) {
            throw new ArrowDamage("has a buffer that is not a frame of LZ4: " + e.getMessage(), e);
        }
    }
}
