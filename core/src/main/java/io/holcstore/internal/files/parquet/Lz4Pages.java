package io.holcstore.internal.files.parquet;

import io.holcstore.internal.lz4.Lz4Block;
import java.nio.ByteBuffer;

/**
 * Pages of LZ4 blocks. The deprecated form has blocks behind two lengths, big end first, as Hadoop writes them; some
 * writers left the lengths out.
 */
public final class Lz4Pages implements PageCodec {
    private final boolean framed;

    public Lz4Pages(boolean framed) {
        this.framed = framed;
    }

    @Override
    public int limit(int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compress(byte[] from, int length, byte[] to, int at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int decompress(byte[] from, int at, int length, byte[] to) {
        return framed && isFramed(from, at, length, to.length)
                ? frames(from, at, length, to)
                : Lz4Block.decompress(from, at, length, to, 0, to.length);
    }

    private static boolean isFramed(byte[] from, int at, int length, int size) {
        if (length < 2 * Integer.BYTES) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(from, at, length);
        int whole = in.getInt();
        int block = in.getInt();
        return whole > 0 && whole <= size && block > 0 && block <= in.remaining();
    }

    private static int frames(byte[] from, int at, int length, byte[] to) {
        ByteBuffer in = ByteBuffer.wrap(from, at, length);
        int written = 0;
        while (in.remaining() >= 2 * Integer.BYTES) {
            int whole = in.getInt();
            Damage.require(whole, to.length - (long) written, "a page");
            for (int end = written + whole; written < end; ) { // Hadoop splits what is longer than its buffer
                Damage.require(Integer.BYTES, in.remaining(), "a block");
                int block = in.getInt();
                Damage.require(block, in.remaining(), "a block");
                written += Lz4Block.decompress(from, in.position(), block, to, written, end - written);
                in.position(in.position() + block);
            }
        }
        return written;
    }
}
