package io.holcstore.internal.lz4;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Bytes;

/**
 * Decodes an LZ4 block whose matches may refer to blocks before it: the blocks of a linked frame are decoded one after
 * the other into one array. (The decoders of the LZ4 library only see the block itself.) It never reads or writes bytes
 * outside the given ranges, whatever the input.
 */
final class Lz4BlockDecoder {
    private static final int MIN_MATCH = 4;
    private static final int LENGTH_GOES_ON = 15;

    private Lz4BlockDecoder() {}

    /**
     * Decodes {@code source[at, end)} to {@code dest[destAt, destEnd)}. Matches may refer back to {@code dest[0]}.
     *
     * @return the end of the decoded bytes in {@code dest}
     * @throws ChunkFormatException when the block is cut short, exceeds {@code destEnd} or refers to bytes before the
     *      first
     */
    static int decode(byte[] source, int at, int end, byte[] dest, int destAt, int destEnd) {
        int from = at;
        int to = destAt;
        while (from < end) {
            int token = source[from++] & 0xff;
            int literals = token >>> 4;
            if (literals == LENGTH_GOES_ON) {
                int more;
                do {
                    if (from >= end) {
                        throw cutShort(from - at);
                    }
                    more = source[from++] & 0xff;
                    literals += more;
                } while (more == 0xff);
            }
            if (literals > end - from) {
                throw cutShort(from - at);
            }
            if (literals > destEnd - to) {
                throw tooLong(from - at);
            }
            if (literals <= 16 && end - from >= 16 && destEnd - to >= 16) {
                Bytes.putLong(
                        dest,
                        to,
                        Bytes.getLong(source, from)); // may write beyond the literals; later bytes overwrite that
                Bytes.putLong(dest, to + 8, Bytes.getLong(source, from + 8));
            } else {
                System.arraycopy(source, from, dest, to, literals);
            }
            from += literals;
            to += literals;
            if (from == end) {
                return to; // a valid block ends with literals
            }

            if (end - from < 2) {
                throw cutShort(from - at);
            }
            int offset = Bytes.getShort(source, from) & 0xffff;
            from += 2;
            if (offset == 0 || offset > to) {
                throw new ChunkFormatException("expected a match in the decoded bytes before it but got offset "
                        + offset + " at byte " + to + " (byte " + (from - 2 - at) + " of an LZ4 block)");
            }
            int length = token & 0xf;
            if (length == LENGTH_GOES_ON) {
                int more;
                do {
                    if (from >= end) {
                        throw cutShort(from - at);
                    }
                    more = source[from++] & 0xff;
                    length += more;
                } while (more == 0xff);
            }
            length += MIN_MATCH;
            if (length > destEnd - to) {
                throw tooLong(from - at);
            }
            copyMatch(dest, to, offset, length, destEnd);
            to += length;
        }
        throw cutShort(from - at);
    }

    /** Copies a match, which may overlap itself: with offset 1 it repeats one byte. */
    private static void copyMatch(byte[] dest, int to, int offset, int length, int destEnd) {
        int from = to - offset;
        if (offset >= 8 && destEnd - to >= length + 7) {
            for (int i = 0; i < length; i += 8) {
                Bytes.putLong(dest, to + i, Bytes.getLong(dest, from + i));
            }
        } else if (offset >= length) {
            System.arraycopy(dest, from, dest, to, length);
        } else {
            for (int i = 0; i < length; i++) {
                dest[to + i] = dest[from + i];
            }
        }
    }

    private static ChunkFormatException cutShort(int at) {
        return new ChunkFormatException("expected more bytes but got the end of an LZ4 block at its byte " + at);
    }

    private static ChunkFormatException tooLong(int at) {
        return new ChunkFormatException(
                "expected at most the values of the chunk but got more from an LZ4 block at its byte " + at);
    }
}
