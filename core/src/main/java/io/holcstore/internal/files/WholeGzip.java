package io.holcstore.internal.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one or more members. Any other bytes after them cause a {@link ZipException}, while the
 * JDK ignores them.
 */
public final class WholeGzip extends GZIPInputStream {
    private static final int BUFFER = 1 << 16;
    private static final int TRAILER = 8; // bytes after the compressed ones of a member

    private long countAtFill;

    public WholeGzip(InputStream in) throws IOException {
        super(new Counted(in), BUFFER);
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        countAtFill = ((Counted) in).count;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read < 0) {
            requireEnd();
        }
        return read;
    }

    /**
     * Checks that nothing follows the compressed bytes. Some of what follows may be in the buffer, and some may not be
     * read yet.
     */
    private void requireEnd() throws IOException {
        long behind = inf.getRemaining() + ((Counted) in).count - countAtFill - TRAILER;
        if (behind > 0 || in.read() >= 0) {
            throw new ZipException("its end is followed by more bytes");
        }
    }

    /** Counts the bytes that were read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
