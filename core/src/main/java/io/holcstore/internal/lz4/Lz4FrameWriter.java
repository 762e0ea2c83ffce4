package io.holcstore.internal.lz4;

import io.holcstore.internal.bits.Bytes;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;

/**
 * Writes one LZ4 frame: independent blocks of 64 KiB, which every reader supports, and the content size in the header,
 * so that a reader can allocate once. It writes no checksums, because the database protects rows. Not thread-safe,
 * because it reuses its output buffer.
 */
public final class Lz4FrameWriter {
    static final int MAGIC = 0x184D2204;

    /** Version 1 (bits 7-6 = 01), independent blocks (bit 5), content size present (bit 3). */
    private static final byte FLAGS = 0x68;
    /** Blocks of at most 64 KiB (bits 6-4 = 4). */
    private static final byte BLOCK_DESCRIPTOR = 0x40;

    private static final int BLOCK = 1 << 16;
    private static final int STORED = 1 << 31;
    private static final int HEADER = 15;

    private byte[] frame = new byte[0];

    /** Returns the frame of {@code content[0, size)} in a new array. */
    public byte[] write(byte[] content, int size) {
        LZ4Compressor compressor = Lz4.compressor();
        int maxBlock = compressor.maxCompressedLength(BLOCK);
        int blocks = (size + BLOCK - 1) / BLOCK;
        frame = Bytes.atLeast(frame, HEADER + blocks * (4 + BLOCK) + maxBlock + 4);
        Bytes.putInt(frame, 0, MAGIC);
        frame[4] = FLAGS;
        frame[5] = BLOCK_DESCRIPTOR;
        Bytes.putLong(frame, 6, size);
        frame[14] = (byte) (Lz4.xxHash().hash(frame, 4, 10, 0) >>> 8);
        int at = HEADER;
        for (int from = 0; from < size; from += BLOCK) {
            int raw = Math.min(BLOCK, size - from);
            int length = compressor.compress(content, from, raw, frame, at + 4, maxBlock);
            if (length < raw) {
                Bytes.putInt(frame, at, length);
            } else {
                length = raw;
                System.arraycopy(content, from, frame, at + 4, raw);
                Bytes.putInt(frame, at, STORED | raw);
            }
            at += 4 + length;
        }
        Bytes.putInt(frame, at, 0);
        return Arrays.copyOf(frame, at + 4);
    }
}
