package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.lz4.Lz4FrameReader;
import io.holcstore.internal.lz4.Lz4FrameWriter;
import io.holcstore.series.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Series blobs of format version 1 with their instants and values, as an LZ4 frame each: every later build must read
 * them. Lines are added when an encoder writes something new, and never changed.
 */
class GoldenSeriesTest {
    private final Lz4FrameReader frames = new Lz4FrameReader();

    @Test
    void everyBuildReadsThem() throws IOException {
        Set<Instants.Way> ways = EnumSet.noneOf(Instants.Way.class);
        for (String line :
                DamagedCompactBlobsTest.resource("golden-series-1.txt").lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split(" ", 5);
            int points = Integer.parseInt(fields[1]);
            byte[] blob = Base64.getDecoder().decode(fields[2]);

            Series series = new SeriesCodec().decode("series", blob, points);

            long[] times = longs(fields[3], points);
            assertThat(series.epochMillis()).as(fields[0]).isEqualTo(times);
            long[] bits = longs(fields[4], points);
            for (int i = 0; i < points; i++) {
                assertThat(Double.doubleToLongBits(series.valueAt(i)))
                        .as("%s, value %s", fields[0], i)
                        .isEqualTo(bits[i]);
            }
            ways.add(Instants.Way.of(blob[0] & 0xf));
        }
        assertThat(ways).containsExactlyInAnyOrder(Instants.Way.values());
    }

    private long[] longs(String frame, int count) {
        byte[] bytes = frames.read(Base64.getDecoder().decode(frame), count * Long.BYTES);
        long[] numbers = new long[count];
        ByteBuffer.wrap(bytes, 0, count * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(numbers);
        return numbers;
    }

    /** Prints new lines, of series from the seeds given; each says how it came about. */
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            Random random = new Random(Long.parseLong(seed));
            Series series = AnySeries.of(random, random.nextInt(300));
            long[] bits = new long[series.size()];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Double.doubleToLongBits(series.valueAt(i));
            }
            System.out.println("seed-" + seed + " " + series.size() + " "
                    + Base64.getEncoder().encodeToString(new SeriesCodec().encode(series)) + " "
                    + frame(series.epochMillis()) + " " + frame(bits));
        }
    }

    private static String frame(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return Base64.getEncoder().encodeToString(new Lz4FrameWriter().write(bytes.array(), bytes.capacity()));
    }
}
