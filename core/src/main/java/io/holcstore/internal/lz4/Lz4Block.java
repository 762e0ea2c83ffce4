package io.holcstore.internal.lz4;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Bytes;
import net.jpountz.lz4.LZ4Exception;

/** An LZ4 block that extends to the end of its blob. Not thread-safe, because it reuses its buffer. */
public final class Lz4Block {
    private byte[] buffer = new byte[0];
    private int length;

    /** Compresses {@code content[0, size)} for {@link #write}, and returns the number of bytes to write. */
    public int compress(byte[] content, int size) {
        buffer = Bytes.atLeast(buffer, Lz4.compressor().maxCompressedLength(size));
        length = Lz4.compressor().compress(content, 0, size, buffer, 0, buffer.length);
        return length;
    }

    public void write(BlobWriter out) {
        out.putBytes(buffer, length);
    }

    /**
     * Returns the {@code size} bytes of the block in the rest of {@code in}, in an array that is valid until the next
     * call.
     */
    public byte[] read(BlobReader in, int size) {
        buffer = Bytes.atLeast(buffer, size);
        int rest = in.remaining();
        try {
            int decoded = Lz4.decompressor().decompress(in.bytes(), in.take(rest), rest, buffer, 0, size);
            if (decoded != size) {
                throw new ChunkFormatException("expected an LZ4 block of " + size + " bytes but got " + decoded);
            }
        } catch (LZ4Exception e) {
            throw new ChunkFormatException(
                    "expected an LZ4 block of " + size + " bytes but got a corrupt or longer one", e);
        }
        return buffer;
    }

    /** Decompresses one block to {@code to[toAt, toAt + size)}, and returns how many bytes it has. */
    public static int decompress(byte[] from, int at, int length, byte[] to, int toAt, int size) {
        try {
            return Lz4.decompressor().decompress(from, at, length, to, toAt, size);
        } catch (LZ4Exception e) {
            throw new ChunkFormatException(
                    "expected an LZ4 block of at most " + size + " bytes but got a corrupt one", e);
        }
    }
}
