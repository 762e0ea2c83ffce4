package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Checksum;
import io.holcstore.store.Encoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compact blobs of each version of the format with the values they hold, as an LZ4 frame: every later build must read
 * them.
 * Lines are added when an encoder writes something new, and never changed. Each layout, predictor and mapping that the
 * decoder knows must have a line.
 */
class GoldenBlobsTest {
    private final ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 1);
    private final Set<Layout> layouts = EnumSet.noneOf(Layout.class);
    private final Set<Predictor> predictors = EnumSet.noneOf(Predictor.class);
    private final Set<Integer> mappings = new TreeSet<>();

    private static List<String[]> lines() throws IOException {
        return (DamagedCompactBlobsTest.resource("golden-blobs-1.txt")
                        + DamagedCompactBlobsTest.resource("golden-blobs-2.txt"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 4))
                .toList();
    }

    @Test
    void everyBuildReadsThem() throws IOException {
        for (String[] fields : lines()) {
            int slots = Integer.parseInt(fields[1]);
            double[] expected = new double[slots];
            codec.decode("float64", Base64.getDecoder().decode(fields[3]), slots, expected, 0);
            byte[] blob = Base64.getDecoder().decode(fields[2]);

            double[] actual = new double[slots];
            codec.decode("compact", blob, slots, actual, 0);

            assertThat(Chunks.firstDifference(expected, 0, slots, actual, 0))
                    .as(fields[0])
                    .isEqualTo(-1);
        }
    }

    @Test
    void theyHoldEveryLayoutPredictorAndMapping() throws IOException {
        for (String[] fields : lines()) {
            look(Base64.getDecoder().decode(fields[2]), Integer.parseInt(fields[1]));
        }
        assertThat(layouts).containsExactlyInAnyOrder(Layout.values());
        assertThat(predictors).containsExactlyInAnyOrder(Predictor.values());
        assertThat(mappings).containsExactlyElementsOf(knownMappings());
    }

    /** The numbers of all mappings that the decoder takes. */
    static List<Integer> knownMappings() {
        List<Integer> known = new ArrayList<>();
        for (int code = 0; code < 256; code++) {
            try {
                known.add(Mapping.ofCode(code).code());
            } catch (ChunkFormatException e) {
                // one that a later build may give a meaning
            }
        }
        return known;
    }

    /** Reads the numbers of a blob from its head. */
    private void look(byte[] blob, int slots) {
        BlobReader in = new BlobReader();
        in.open(blob, 0, new Checksum().verify(blob));
        Layout layout = Layout.ofCode(in.getByte());
        layouts.add(layout);
        BlockRice rice = new BlockRice();
        Runs gaps = new Runs();
        Runs repeats = new Runs();
        assertThat(in.getVarint()).isEqualTo(slots);
        gaps.read(rice, in, slots);
        repeats.read(rice, in, slots - gaps.total());
        int count = slots - gaps.total() - repeats.total();
        if (layout == Layout.RANKS) {
            count = in.getVarint(count, "different values");
        }
        if (layout.isMapped() || layout == Layout.RANKS) {
            Integers integers = new Integers();
            integers.read(rice, in, count, slots);
            mappings.add(integers.mapping().code());
        }
        if (layout == Layout.RICE || layout == Layout.JUMPS || layout == Layout.RANKS) {
            predictors.add(Predictor.ofCode(in.getByte()));
        }
    }

    /** Prints new lines of version 2, of chunks from the seeds given; each says how it came about. */
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            Random random = new Random(Long.parseLong(seed));
            double[] values = Chunks.any(random, random.nextInt(400));
            int day = 1 + random.nextInt(30);
            byte[] blob = ChunkCodec.of(Encoding.COMPACT, day).encode(values, 0, values.length);
            if ((blob[0] >>> 4) < Layout.VERSION) {
                continue;
            }
            print("seed-" + seed + "-day-" + day, blob, values);
        }
    }

    /** Prints a line. */
    static void print(String name, byte[] blob, double[] values) {
        byte[] frame = ChunkCodec.of(Encoding.LZ4, 1).encode(values, 0, values.length);
        System.out.println(name + " " + values.length + " " + base64(blob) + " " + base64(frame));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
