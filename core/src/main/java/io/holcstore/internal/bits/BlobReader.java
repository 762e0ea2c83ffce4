package io.holcstore.internal.bits;

import io.holcstore.error.ChunkFormatException;

/** Reads a blob from a position on. Reading beyond the blob's end throws a {@link ChunkFormatException}. */
public final class BlobReader {
    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int at;
    private int end;

    /** Starts to read {@code bytes[from, to)}. */
    public void open(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Releases the blob, so that an idle codec does not keep it in memory. */
    public void close() {
        open(NOTHING, 0, 0);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return at;
    }

    public int end() {
        return end;
    }

    public int remaining() {
        return end - at;
    }

    /** Skips the next {@code length} bytes and returns their position. */
    public int take(long length) {
        if (length < 0 || length > end - at) {
            throw new ChunkFormatException(
                    "expected " + length + " more bytes of a compact chunk but got " + (end - at));
        }
        int place = at;
        at += (int) length;
        return place;
    }

    public int getByte() {
        return bytes[take(1)] & 0xff;
    }

    public long getLong() {
        return Bytes.getLong(bytes, take(8));
    }

    public long getVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[take(1)];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ChunkFormatException("expected a number of at most 10 bytes but got a longer one");
    }

    /** Reads a number from 0 to {@code max}. */
    public int getVarint(int max, String what) {
        long value = getVarint();
        if (value < 0 || value > max) {
            throw new ChunkFormatException(
                    "expected at most " + max + " " + what + " but got " + Long.toUnsignedString(value));
        }
        return (int) value;
    }
}
