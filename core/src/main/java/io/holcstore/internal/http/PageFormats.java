package io.holcstore.internal.http;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The versions of a page that one side reads and writes. Every version begins with {@link PageFormat#MAGIC} and its
 * number, and ends with a CRC32C of all bytes before. Immutable.
 */
public final class PageFormats {
    /** All versions that this build knows. To add a version, add an element; the existing ones stay. */
    public static final PageFormats KNOWN = new PageFormats(List.of(
            new Format(1, PageWriter::write, PageReader::read),
            new Format(PageFormat.WITH_PURGES, PageWriter::writeWithPurges, PageReader::readWithPurges)));

    private static final int BUFFER = 32 << 10;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int VERSION_AT = Integer.BYTES;

    /** One version of the bytes between the version number and the checksum. */
    public record Format(int version, Writer writer, Reader reader) {}

    /** Writes a page, one blob after the other. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes a page.
         *
         * @param allowed the conditions of the filter that come from the access of the caller
         */
        void write(ChangePage page, KeyFilter allowed, DataOutputStream out) throws IOException;
    }

    /** Reads a page from memory. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads a page, and checks everything in it.
         *
         * @throws PageReader.NoPageException when it is not a page of such a store
         */
        ChangePage read(ByteBuffer in, Asked asked) throws PageReader.NoPageException;
    }

    /**
     * What the client asked for, which a page must match.
     *
     * @param shape the settings of the replica; the source must have the same
     * @param axes the axes of the keys
     * @param filter the filter of the request
     * @param from the cursor of the request
     * @param maxChanges the most changes that the request allows
     */
    public record Asked(
            Map<String, String> shape, List<Axis<?>> axes, KeyFilter filter, ChangeCursor from, int maxChanges) {}

    private final TreeMap<Integer, Format> formats;

    public PageFormats(List<Format> formats) {
        this.formats = new TreeMap<>(formats.stream().collect(Collectors.toMap(Format::version, format -> format)));
    }

    /** Returns the {@code Accept} header of a client: each version that it reads, the highest first. */
    public String accept() {
        return formats.descendingKeySet().stream()
                .map(PageFormats::contentType)
                .collect(Collectors.joining(", ", "", ", application/problem+json"));
    }

    /** Returns the media type of a page of one version. */
    public static String contentType(int version) {
        return PageFormat.CONTENT_TYPE + ";version=" + version;
    }

    /**
     * Returns the highest version that both sides know.
     *
     * @throws ProblemException with status 406 when there is none
     */
    public int negotiate(AcceptedVersions accepted) throws ProblemException {
        Optional<Integer> best =
                formats.descendingKeySet().stream().filter(accepted::contains).findFirst();
        if (best.isPresent()) {
            return best.get();
        }
        String update = accepted.highest() > formats.lastKey()
                ? "update the library of the server"
                : "update the library of the client, or ask for one of these versions";
        throw new ProblemException(Problem.of(
                406,
                "the server writes " + PageFormat.CONTENT_TYPE + " in the versions " + formats.keySet()
                        + ", but the request accepts " + accepted + "; " + update));
    }

    /** Writes a page in one of these versions, and does not close the stream. */
    public void write(int version, ChangePage page, KeyFilter allowed, OutputStream stream) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
        out.writeInt(PageFormat.MAGIC);
        out.writeByte(version);
        Objects.requireNonNull(formats.get(version)).writer.write(page, allowed, out);
        out.flush();
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * Reads a page in the version that it contains.
     *
     * @throws PageReader.DamagedPageException when it was cut or changed on the way
     * @throws PageReader.NoPageException when it is something other than a page of such a store, or has an unknown
     *      version
     */
    public ChangePage read(byte[] body, Asked asked)
            throws PageReader.DamagedPageException, PageReader.NoPageException {
        ByteBuffer in = verified(body);
        int version = Byte.toUnsignedInt(in.get());
        Format format = formats.get(version);
        if (format == null) {
            throw new PageReader.NoPageException("the page has version " + version
                    + " of the format, but this client reads the versions " + formats.keySet()
                    + "; update the library of the " + (version > formats.lastKey() ? "client" : "server"));
        }
        return format.reader.read(in, asked);
    }

    /** Returns the bytes between the magic number and the checksum after it has checked both. */
    private static ByteBuffer verified(byte[] body) throws PageReader.DamagedPageException, PageReader.NoPageException {
        ByteBuffer in = ByteBuffer.wrap(body);
        if (body.length < VERSION_AT + CHECKSUM) {
            throw new PageReader.DamagedPageException("the page was cut: it has " + body.length + " bytes");
        }
        if (in.getInt(0) != PageFormat.MAGIC) {
            throw new PageReader.NoPageException(
                    "expected a page of changes but got bytes that begin with " + Integer.toHexString(in.getInt(0)));
        }
        int end = body.length - CHECKSUM;
        CRC32C crc = new CRC32C();
        crc.update(body, 0, end);
        if (in.getInt(end) != (int) crc.getValue()) {
            throw new PageReader.DamagedPageException("the page was cut or changed on its way: expected the checksum "
                    + Long.toHexString(crc.getValue()) + " at its end but got " + Integer.toHexString(in.getInt(end)));
        }
        if (end == VERSION_AT) {
            throw new PageReader.NoPageException("the page ends before its version");
        }
        return in.limit(end).position(VERSION_AT);
    }
}
