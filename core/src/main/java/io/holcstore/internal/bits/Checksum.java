package io.holcstore.internal.bits;

import io.holcstore.error.ChunkFormatException;
import java.util.zip.CRC32C;

/** The end of a blob: the CRC32C of all bytes before, 4 bytes, little-endian. Not thread-safe. */
public final class Checksum {
    public static final int SIZE = Integer.BYTES;

    private final CRC32C crc = new CRC32C();

    /** Ends a blob. */
    public void write(BlobWriter out) {
        out.putInt(of(out.buffer(), out.position()));
    }

    /**
     * Where the blob's checksum begins and its content ends.
     *
     * @throws ChunkFormatException when the blob is too short to have one, or has another
     */
    public int verify(byte[] blob) {
        int end = blob.length - SIZE;
        if (end < 0) {
            throw new ChunkFormatException("expected a checksum but got a blob of " + blob.length + " bytes");
        }
        int recorded = Bytes.getInt(blob, end);
        int actual = of(blob, end);
        if (recorded != actual) {
            throw new ChunkFormatException("expected the checksum " + Integer.toHexString(recorded) + " but got "
                    + Integer.toHexString(actual) + ": the blob is corrupt");
        }
        return end;
    }

    private int of(byte[] bytes, int end) {
        crc.reset();
        crc.update(bytes, 0, end);
        return (int) crc.getValue();
    }
}
