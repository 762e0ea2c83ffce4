package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.store.Encoding;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Compact blobs of format version 1 with the values they hold, as an LZ4 frame: every later build must read them. Lines are added when an
 * encoder writes something new, and never changed.
 */
class GoldenBlobsTest {
    private final ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 1);

    @Test
    void everyBuildReadsThem() throws IOException {
        Set<Layout> layouts = EnumSet.noneOf(Layout.class);
        for (String line :
                DamagedCompactBlobsTest.resource("golden-blobs-1.txt").lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split(" ", 4);
            int slots = Integer.parseInt(fields[1]);
            double[] expected = new double[slots];
            codec.decode("float64", Base64.getDecoder().decode(fields[3]), slots, expected, 0);
            byte[] blob = Base64.getDecoder().decode(fields[2]);

            double[] actual = new double[slots];
            codec.decode("compact", blob, slots, actual, 0);

            assertThat(Chunks.firstDifference(expected, 0, slots, actual, 0))
                    .as(fields[0])
                    .isEqualTo(-1);
            layouts.add(Layout.ofCode(blob[0]));
        }
        assertThat(layouts).containsExactlyInAnyOrder(Layout.values());
    }

    /** Prints new lines, of chunks from the seeds given; each says how it came about. */
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            Random random = new Random(Long.parseLong(seed));
            double[] values = Chunks.any(random, random.nextInt(400));
            int day = 1 + random.nextInt(30);
            System.out.println("seed-" + seed + "-day-" + day + " " + values.length + " "
                    + encode(Encoding.COMPACT, day, values) + " " + encode(Encoding.LZ4, day, values));
        }
    }

    private static String encode(Encoding encoding, int day, double[] values) {
        return Base64.getEncoder().encodeToString(ChunkCodec.of(encoding, day).encode(values, 0, values.length));
    }
}
