package io.holcstore.internal.files;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The content of a file in a zip. At its end it throws a {@link ZipException} if size and checksum differ from those in
 * the zip, which the JDK does not compare.
 */
public final class CheckedEntry extends CheckedInputStream {
    private final ZipEntry entry;
    private long size;

    public CheckedEntry(ZipFile zip, ZipEntry entry) throws IOException {
        super(zip.getInputStream(entry), new CRC32());
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? read : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(read);
        return read;
    }

    private void count(int read) throws ZipException {
        if (read >= 0) {
            size += read;
        } else if (size != entry.getSize() || getChecksum().getValue() != entry.getCrc()) {
            throw new ZipException("its checksum or its size differs from that in the zip");
        }
    }
}
