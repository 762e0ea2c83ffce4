package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.series.Series;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Series blobs that no encoder wrote but whose checksum is right. They are refused or read as some series; nothing else
 * happens, and no more is allocated than so many points ask for.
 */
class DamagedSeriesBlobsTest {
    private static final int CASES = Integer.getInteger("holcstore.fuzz.cases", 10_000);

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void mutatedBlobs() {
        SeriesCodec codec = new SeriesCodec();
        int refused = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(Seeds.of(seed));
            int points = random.nextInt(seed % 50 == 0 ? 5_000 : 300);
            byte[] damaged = ChunkCodecTest.damage(random, codec.encode(AnySeries.of(random, points)));
            if (random.nextInt(4) > 0 && damaged.length > 0) {
                damaged[0] = (byte) (0x10 | random.nextInt(3)); // mostly a way that is known
            }
            refused += survives(CompactFormatTest.withChecksum(damaged), points, "seed " + seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(CASES / 10, CASES - CASES / 25);
    }

    @Test
    void randomBytes() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(Seeds.of(seed));
            int points = random.nextInt(128);
            byte[] blob = new byte[8 + random.nextInt(60)];
            random.nextBytes(blob);
            blob[0] = (byte) (0x10 | random.nextInt(3));
            blob[1] = (byte) points;
            for (int i = 2; i < 8; i++) {
                blob[i] = random.nextBoolean() ? (byte) random.nextInt(4) : blob[i];
            }
            survives(CompactFormatTest.withChecksum(blob), points, "seed " + seed);
        }
    }

    /** Whether it was read; fails on anything but that or a {@link ChunkFormatException}. */
    private boolean survives(byte[] blob, int points, String name) {
        boolean read = decode(blob, points, name);
        long before = threads.getCurrentThreadAllocatedBytes(); // the first time may have loaded classes
        decode(blob, points, name);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated)
                .as(name)
                .isLessThan(300_000 + 500L * points); // two codecs, each of two decoders, with their buffers
        return read;
    }

    private static boolean decode(byte[] blob, int points, String name) {
        try {
            Series series = new SeriesCodec().decode("series", blob, points);
            assertThat(series.size()).as(name).isEqualTo(points);
            for (int i = 1; i < points; i++) {
                assertThat(series.epochMillisAt(i)).as(name).isGreaterThan(series.epochMillisAt(i - 1));
            }
            SeriesSummary summary = new SeriesCodec().summary("series", blob, points);
            assertThat(summary.values()).as(name).isGreaterThanOrEqualTo(series.valueCount());
            return true;
        } catch (ChunkFormatException e) {
            assertThat(e.getMessage()).as(name).startsWith("expected ");
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name + ": " + points + " " + HexFormat.of().formatHex(blob), e);
        }
    }
}
