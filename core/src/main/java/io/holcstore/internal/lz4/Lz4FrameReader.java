package io.holcstore.internal.lz4;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Bytes;
import net.jpountz.lz4.LZ4Exception;

/**
 * Reads one LZ4 frame of known content size into one array, so that a block's matches may refer to the blocks before
 * it. All lengths are checked against the expected size before they are used. Not thread-safe, because it reuses its
 * buffer.
 */
public final class Lz4FrameReader {
    private static final int LENGTH_MASK = 0x7fff_ffff;

    private byte[] content = new byte[0];

    /**
     * Returns the content of {@code frame}: exactly {@code size} bytes from index 0 of an array that may be longer and
     * is valid until the next call.
     *
     * @throws ChunkFormatException when {@code frame} is anything but exactly one intact frame of that content size
     */
    public byte[] read(byte[] frame, int size) {
        Header header = Header.parse(frame).ofSize(size);
        content = Bytes.atLeast(content, size);
        int at = header.length;
        int decoded = 0;
        for (int word = block(frame, at, header); word != 0; word = block(frame, at, header)) {
            int length = word & LENGTH_MASK;
            at += 4;
            int limit = Math.min(size, decoded + header.maxBlock);
            decoded = word < 0
                    ? store(frame, at, length, decoded, limit)
                    : decode(frame, at, length, decoded, limit, header.linked);
            at = afterBlock(frame, at, length, header);
        }
        at += 4;
        if (decoded != size) {
            throw new ChunkFormatException("expected " + size + " bytes of values but got " + decoded);
        }
        if (header.contentChecksum) {
            verify(frame, at, Lz4.xxHash().hash(content, 0, size, 0), "content");
        }
        requireEnd(frame, at, header);
        return content;
    }

    /** Returns the content size in the header, or -1 when it has none. Reads nothing else of the frame. */
    public static long recordedSize(byte[] frame) {
        boolean sized = (frame[need(frame, 4, 1)] & 0x08) != 0;
        return sized ? Bytes.getLong(frame, need(frame, 6, Long.BYTES)) & Long.MAX_VALUE : -1;
    }

    /** Returns the word before a block after it has checked that the block's bytes exist; 0 at the end of the frame. */
    private static int block(byte[] frame, int at, Header header) {
        int word = Bytes.getInt(frame, need(frame, at, 4));
        int length = word & LENGTH_MASK;
        if (word != 0 && length > header.maxBlock) {
            throw new ChunkFormatException(
                    "expected LZ4 blocks of at most " + header.maxBlock + " bytes but got one of " + length);
        }
        need(frame, at + 4, word == 0 ? 0 : length);
        return word;
    }

    /** Returns the position after a block and its checksum. */
    private int afterBlock(byte[] frame, int at, int length, Header header) {
        if (header.blockChecksum) {
            verify(frame, at + length, Lz4.xxHash().hash(frame, at, length, 0), "block");
        }
        return at + length + (header.blockChecksum ? 4 : 0);
    }

    private static void requireEnd(byte[] frame, int at, Header header) {
        int end = at + (header.contentChecksum ? 4 : 0);
        if (end != frame.length) {
            throw new ChunkFormatException(
                    "expected one LZ4 frame of " + end + " bytes but got a blob of " + frame.length);
        }
    }

    private int store(byte[] frame, int at, int length, int decoded, int limit) {
        if (length > limit - decoded) {
            throw new ChunkFormatException("expected at most " + (limit - decoded)
                    + " more bytes of values but got a stored LZ4 block of " + length);
        }
        System.arraycopy(frame, at, content, decoded, length);
        return decoded + length;
    }

    private int decode(byte[] frame, int at, int length, int decoded, int limit, boolean linked) {
        if (linked && decoded > 0) {
            return Lz4BlockDecoder.decode(frame, at, at + length, content, decoded, limit);
        }
        try {
            return decoded + Lz4.decompressor().decompress(frame, at, length, content, decoded, limit - decoded);
        } catch (LZ4Exception e) {
            throw new ChunkFormatException(
                    "expected an LZ4 block of at most " + (limit - decoded)
                            + " bytes of values but got one that is corrupt or longer",
                    e);
        }
    }

    private static void verify(byte[] frame, int at, int computed, String of) {
        int recorded = Bytes.getInt(frame, need(frame, at, 4));
        if (recorded != computed) {
            throw new ChunkFormatException("expected the LZ4 " + of + " checksum " + Integer.toHexString(recorded)
                    + " but got " + Integer.toHexString(computed));
        }
    }

    /** Returns {@code at} when the frame has {@code length} bytes from there on, and throws otherwise. */
    private static int need(byte[] frame, int at, int length) {
        if (length > frame.length - at) {
            throw new ChunkFormatException("expected " + length
                    + " more bytes of an LZ4 frame but got the end of the blob" + " after " + frame.length + " bytes");
        }
        return at;
    }

    /** A frame's header: its length in bytes, its block settings, and the content size, or -1 when it has none. */
    private record Header(
            int length,
            boolean linked,
            boolean blockChecksum,
            boolean contentChecksum,
            int maxBlock,
            long contentSize) {

        boolean sized() {
            return contentSize >= 0;
        }

        /** Returns this header when its content size is missing or matches, and throws otherwise. */
        Header ofSize(int size) {
            if (sized() && contentSize != size) {
                throw new ChunkFormatException(
                        "expected " + size + " bytes of values but got an LZ4 frame of " + contentSize);
            }
            return this;
        }

        static Header parse(byte[] frame) {
            int magic = Bytes.getInt(frame, need(frame, 0, 4));
            if (magic != Lz4FrameWriter.MAGIC) {
                throw new ChunkFormatException(
                        "expected an LZ4 frame but got a blob that begins with " + Integer.toHexString(magic));
            }
            need(frame, 4, 3);
            int flags = frame[4] & 0xff;
            int block = frame[5] & 0xff;
            if (flags >>> 6 != 1 || (flags & 0x02) != 0 || (block & 0x8f) != 0 || block >>> 4 < 4) {
                throw new ChunkFormatException("expected an LZ4 frame of version 1 but got the descriptor "
                        + Integer.toHexString(flags << 8 | block));
            }
            if ((flags & 0x01) != 0) {
                throw new ChunkFormatException(
                        "expected an LZ4 frame without a dictionary but got one that needs a dictionary");
            }
            boolean sized = (flags & 0x08) != 0;
            int length = sized ? 15 : 7;
            need(frame, 0, length);
            byte checksum = (byte) (Lz4.xxHash().hash(frame, 4, length - 5, 0) >>> 8);
            if (frame[length - 1] != checksum) {
                throw new ChunkFormatException("expected the LZ4 header checksum " + (frame[length - 1] & 0xff)
                        + " but got " + (checksum & 0xff));
            }
            long contentSize = sized ? Bytes.getLong(frame, 6) & Long.MAX_VALUE : -1;
            int maxBlock = 1 << (2 * (block >>> 4) + 8); // 4: 64 KiB, 5: 256 KiB, 6: 1 MiB, 7: 4 MiB
            return new Header(
                    length, (flags & 0x20) == 0, (flags & 0x10) != 0, (flags & 0x04) != 0, maxBlock, contentSize);
        }
    }
}
