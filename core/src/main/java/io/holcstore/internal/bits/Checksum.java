package io.holcstore.internal.bits;

import io.holcstore.error.ChunkFormatException;
import java.util.zip.CRC32C;

/** The last 4 bytes of a blob: the CRC32C of all bytes before, little-endian. Not thread-safe. */
public final class Checksum {
    public static final int SIZE = Integer.BYTES;

    private final CRC32C crc = new CRC32C();

    /** Appends the checksum to a blob. */
    public void write(BlobWriter out) {
        out.putInt(of(out.buffer(), out.position()));
    }

    /**
     * Returns where the checksum begins and the content ends.
     *
     * @throws ChunkFormatException when the blob is too short for a checksum, or the checksum differs
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
