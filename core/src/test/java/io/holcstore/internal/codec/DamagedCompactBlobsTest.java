package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.store.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Blobs that no encoder wrote but whose checksum is right, so that all of the decoder sees them. They are refused or
 * read as something; nothing else happens, and no more is allocated than the grid asks for.
 */
class DamagedCompactBlobsTest {
    private static final int CASES = Integer.getInteger("holcstore.fuzz.cases", 10_000);

    private static final int[] CODES =
            Arrays.stream(Layout.values()).mapToInt(Layout::code).toArray();

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void mutatedBlobs() {
        int refused = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(Seeds.of(seed));
            int slots = random.nextInt(seed % 50 == 0 ? 5_000 : 300);
            ChunkCodec codec = ChunkCodec.of(Encoding.COMPACT, 1 + random.nextInt(30));
            byte[] blob = codec.encode(Chunks.any(random, slots), 0, slots);
            byte[] damaged = ChunkCodecTest.damage(random, blob);
            if (random.nextInt(4) > 0 && damaged.length > 0) {
                damaged[0] = (byte) CODES[random.nextInt(CODES.length)]; // mostly a layout that is known
            }
            refused += survives(CompactFormatTest.withChecksum(damaged), slots, "seed " + seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(CASES / 10, CASES - CASES / 20);
    }

    @Test
    void randomBytes() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(Seeds.of(seed));
            int slots = random.nextInt(200);
            byte[] blob = new byte[6 + random.nextInt(60)];
            random.nextBytes(blob);
            blob[0] = (byte) CODES[random.nextInt(CODES.length)];
            if (slots < 128) {
                blob[1] = (byte) slots;
            }
            for (int i = 2; i < 6; i++) {
                blob[i] = random.nextBoolean() ? 0 : blob[i]; // few gaps and repeats, small parameters
            }
            survives(CompactFormatTest.withChecksum(blob), slots, "seed " + seed);
        }
    }

    @Test
    void theCorpus() throws IOException {
        int cases = 0;
        for (String line : resource("damaged-compact-blobs.txt").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = line.split(" ", 3);
                survives(HexFormat.of().parseHex(fields[1]), Integer.parseInt(fields[0]), line);
                cases++;
            }
        }
        assertThat(cases).isPositive();
    }

    /** Whether it was read; fails on anything but that or a {@link ChunkFormatException}. */
    private boolean survives(byte[] blob, int slots, String name) {
        boolean read = decode(blob, slots, name);
        long before = threads.getCurrentThreadAllocatedBytes(); // the first time may have loaded classes
        decode(blob, slots, name);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(name).isLessThan(60_000 + 100L * slots);
        return read;
    }

    private static boolean decode(byte[] blob, int slots, String name) {
        try {
            ChunkCodec.of(Encoding.COMPACT, 24).decode("compact", blob, slots, new double[slots], 0);
            return true;
        } catch (ChunkFormatException e) {
            assertThat(e.getMessage()).as(name).startsWith("expected ");
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(describe(blob, slots, name), e);
        }
    }

    private static String describe(byte[] blob, int slots, String name) {
        return name + ": " + slots + " " + HexFormat.of().formatHex(blob);
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DamagedCompactBlobsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
