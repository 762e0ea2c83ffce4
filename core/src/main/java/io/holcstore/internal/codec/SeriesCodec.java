package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Checksum;
import io.holcstore.internal.bits.Longs;
import io.holcstore.series.Series;
import java.util.Objects;

/**
 * Encodes a whole series, regular or not, as one blob, and decodes it. Instants have milliseconds, any distances, and
 * the whole range of a long. Values are preserved bit for bit. NaN means "no value"; a point without a value keeps its
 * instant.
 *
 * <p>The blob depends only on the instants and values: a regular series and an irregular one with the same points give
 * the same bytes, on every machine. A decoded series is regular when it has three or more points at equal distances
 * within the years 1 to 9999; it then has a grid of that duration in UTC. Otherwise it is irregular: a series of
 * calendar days keeps its instants, 23 and 25 hours apart where the clock changed, whatever a later version of the time
 * zone database contains for those days.
 *
 * <p>Stored under the dtype {@code series}. Version 1 of the format is, from the first byte to the last:
 *
 * <pre>
 * byte      bits 4-7: version, 1; bits 0-3: how the instants are written, 0 EVEN, 1 STEPS, 2 RAW
 * varint    points; when it is not 0:
 *   {@link Instants}
 *   a compact chunk of the values, one slot for each point, without its checksum
 * 4 bytes   CRC32C of all bytes before
 * </pre>
 *
 * <p>The package description explains the encoding of numbers.
 *
 * <p>Not thread-safe: it reuses buffers that grow to the size of the largest series, so that encoding and decoding
 * allocate only their result.
 */
public final class SeriesCodec {
    /** The dtype of the blobs. */
    public static final String DTYPE = "series";

    /** The most points of a series: as raw numbers they fill one gigabyte, the largest value in databases. */
    public static final int MAX_POINTS = 1 << 26;

    static final int VERSION = 1;

    private final BlobWriter out = new BlobWriter();
    private final BlobReader in = new BlobReader();
    private final Checksum checksum = new Checksum();
    private final Instants instants = new Instants();
    private final CompactEncoder encoder = new CompactEncoder();
    private final CompactDecoder decoder = new CompactDecoder();
    private long[] times = new long[0];
    private double[] values = new double[0];

    /** Creates a codec with its own buffers. */
    public SeriesCodec() {}

    /**
     * Returns the blob of a series in a new array. The same points give the same bytes. A NaN of any payload is written
     * as {@link Double#NaN}.
     *
     * @throws IllegalArgumentException when the series has more than {@link #MAX_POINTS} points
     */
    public byte[] encode(Series series) {
        int points = series.size();
        if (points > MAX_POINTS) {
            throw new IllegalArgumentException("a series in one blob can have at most " + MAX_POINTS
                    + " points, but got " + points + ": store it in parts, or in a chunk store");
        }
        take(series);
        instants.measure(times, points);
        out.clear();
        out.putByte((VERSION << 4) | instants.way().number());
        out.putVarint(points);
        if (points > 0) {
            instants.write(times, points, out);
            encoder.write(values, 0, points, instants.pointsPerDay(), out);
        }
        checksum.write(out);
        return out.toByteArray();
    }

    private void take(Series series) {
        int points = series.size();
        times = Longs.atLeast(times, points);
        values = values.length >= points ? values : new double[points];
        series.copyValues(0, points, values, 0);
        for (int i = 0; i < points; i++) {
            times[i] = series.epochMillisAt(i);
        }
    }

    /**
     * Returns the series of a blob.
     *
     * @param dtype the dtype that is stored with the blob: {@code series}
     * @param points the number of points that is stored with the blob; memory is allocated only for these
     * @throws ChunkFormatException when the dtype or version is unknown, the blob is corrupt or cut short, or contains
     *      another number of points
     */
    public Series decode(String dtype, byte[] blob, int points) {
        try {
            open(dtype, blob, points);
            if (points == 0) {
                requireEnd();
                return Series.empty();
            }
            instants.read(in, points);
            double[] decoded = new double[points];
            decoder.read(blob, in.position(), in.end(), points, decoded, 0);
            return instants.series(decoded);
        } finally {
            in.close();
        }
    }

    /**
     * Returns the number of points and values of a series, and its first and last instant. Decodes only the head of the
     * blob and the list of points without a value.
     *
     * @throws ChunkFormatException as {@link #decode}, as far as the blob is read
     */
    public SeriesSummary summary(String dtype, byte[] blob, int points) {
        try {
            open(dtype, blob, points);
            if (points == 0) {
                requireEnd();
                return new SeriesSummary(0, 0, 0, 0);
            }
            instants.skim(in, points);
            Runs gaps = decoder.readGaps(blob, in.position(), in.end(), points);
            return new SeriesSummary(points, points - gaps.total(), instants.first(), instants.last());
        } finally {
            in.close();
        }
    }

    /** Checks the blob and reads it up to the number of points. */
    private void open(String dtype, byte[] blob, int points) {
        Objects.requireNonNull(blob, "blob");
        if (!dtype.equals(DTYPE)) {
            throw new ChunkFormatException("expected a blob of dtype " + DTYPE + " but got " + dtype);
        }
        if (blob.length <= Checksum.SIZE) {
            throw new ChunkFormatException("expected a series but got a blob of " + blob.length + " bytes");
        }
        int version = (blob[0] & 0xff) >>> 4;
        if (version != VERSION) {
            throw new ChunkFormatException(
                    "expected a series of version " + VERSION + ", which this build reads, but got version " + version);
        }
        in.open(blob, 0, checksum.verify(blob));
        instants.way(in.getByte() & 0xf);
        long recorded = in.getVarint();
        if (recorded != points || points > MAX_POINTS) {
            throw new ChunkFormatException(
                    "expected " + points + " points but got a series of " + Long.toUnsignedString(recorded));
        }
    }

    private void requireEnd() {
        if (in.remaining() != 0) {
            throw new ChunkFormatException("expected the end of a series but got " + in.remaining() + " more bytes");
        }
    }
}
