package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.bits.Checksum;
import io.holcstore.store.Encoding;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class CompactFormatTest {
    private final ChunkCodec codec = ChunkCodec.of(Encoding.COMPACT, 96);

    @Test
    void everyLayoutIsWrittenForWhatItIsThereFor() {
        Random random = new Random(Seeds.of(1));
        double[] dictionary = random.doubles(20).toArray();
        double[] vocabulary = random.doubles(320).toArray();
        int[] order = random.ints(298, 0, 32).toArray();
        double[] load = new double[2976];
        double[] jumping = new double[2976];
        double[] weekly = new double[2976];
        double[] picked = new double[2976];
        double[] words = new double[2976];
        double[] coarse = new double[2976];
        double[] noise = new double[2976];
        for (int i = 0; i < 2976; i++) {
            load[i] = Math.rint(3000 + 1000 * Math.sin(i * Math.PI / 48) + 50 * random.nextGaussian());
            jumping[i] = load[i] + (random.nextInt(50) == 0 ? 2000 + random.nextInt(2000) : 0);
            weekly[i] = i < 300 ? random.nextInt(1000) : weekly[i - 300];
            picked[i] = dictionary[random.nextInt(20)];
            words[i] = vocabulary[10 * order[i / 10] + i % 10];
            coarse[i] = Math.rint(Math.rint(load[i] / 40) * 67.1) / 1000;
            noise[i] = Double.longBitsToDouble(random.nextLong());
        }

        assertThat(layout(load)).isEqualTo(Layout.RICE);
        assertThat(layout(jumping)).isEqualTo(Layout.JUMPS);
        assertThat(layout(weekly)).isEqualTo(Layout.PLANES);
        assertThat(layout(words)).isEqualTo(Layout.LZ4);
        assertThat(layout(picked)).isEqualTo(Layout.RANKS);
        assertThat(layout(coarse)).isEqualTo(Layout.RANKS);
        assertThat(layout(noise)).isEqualTo(Layout.RAW);
        for (int i = 0; i < 2976; i++) {
            noise[i] = random.nextInt(8) == 0 ? dictionary[random.nextInt(4)] : noise[i];
        }
        assertThat(layout(noise)).isEqualTo(Layout.FREQUENT);
        assertThat(8.0 * encode(noise).length / 2976).isBetween(57.0, 58.0); // 7/8 of 64, and 1.5 for the places
    }

    @Test
    void everyMappingIsFoundAndNoDigitMoreThanNeeded() {
        assertThat(mapping(i -> i * 10)).isEqualTo(new Mapping(Mapping.Kind.QUOTIENT, 0, false));
        assertThat(mapping(i -> i / 1000.0)).isEqualTo(new Mapping(Mapping.Kind.QUOTIENT, 3, false));
        assertThat(mapping(i -> i * 0.1)).isEqualTo(new Mapping(Mapping.Kind.PRODUCT, 1, false));
        assertThat(mapping(i -> (float) (i / 100.0))).isEqualTo(new Mapping(Mapping.Kind.FLOAT, 2, false));
        assertThat(mapping(i -> i * 0.1 + i * 0.2)).isEqualTo(new Mapping(Mapping.Kind.QUOTIENT, 1, true));
        assertThat(mapping(i -> (float) Math.sqrt(i))).isEqualTo(Mapping.FLOAT_BITS);
        assertThat(mapping(i -> Math.sqrt(i + 0.5))).isEqualTo(Mapping.BITS);
        assertThat(mapping(i -> i / 3.0)).isEqualTo(new Mapping(Mapping.Kind.FRACTION, 0, false));
        assertThat(mapping(i -> i * 10_000.0 / 600)).isEqualTo(new Mapping(Mapping.Kind.FRACTION, 0, false));
        assertThat(mapping(i -> i / 12.0)).isEqualTo(new Mapping(Mapping.Kind.FRACTION, 2, false));
        assertThat(mapping(i -> (i / 10.0 + (i + 1) / 10.0 + (i + 3) / 10.0) / 3))
                .isEqualTo(new Mapping(Mapping.Kind.FRACTION, 1, true));
        assertThat(mapping(i -> (i / 10.0 - 32) / 1.8)).isEqualTo(new Mapping(Mapping.Kind.FAHRENHEIT, 1, false));
        assertThat(mapping(i -> i * Math.PI)).isEqualTo(new Mapping(Mapping.Kind.STEP, 0, false));
        assertThat(mapping(i -> i / 1.95583)).isEqualTo(new Mapping(Mapping.Kind.STEP, 1, false));
        assertThat(mapping(i -> i * 0.44704 * 1.0837)).isEqualTo(new Mapping(Mapping.Kind.STEP, 1, true));
        assertThat(mapping(i -> i * 1.0371))
                .as("four digits would need corrections")
                .isEqualTo(new Mapping(Mapping.Kind.STEP, 0, false));
        assertThat(mapping(i -> (float) i * 0.1f * 0.3f)).isEqualTo(Mapping.FLOAT_BITS);
        assertThat(mapping(i -> i / 800.0)).isEqualTo(new Mapping(Mapping.Kind.QUOTIENT, 5, false));
        assertThat(mapping(i -> i % 100 == 7 ? Double.POSITIVE_INFINITY : i / 10.0))
                .isEqualTo(new Mapping(Mapping.Kind.QUOTIENT, 1, false));
        assertThat(mapping(i -> i % 20 == 7 ? i / 100.0 : i)).isEqualTo(new Mapping(Mapping.Kind.QUOTIENT, 2, false));
    }

    @Test
    void commonDivisorsAreTakenOut() {
        double[] steps = new double[744];
        double[] ones = new double[744];
        Random random = new Random(Seeds.of(3));
        for (int i = 0; i < 744; i++) {
            ones[i] = random.nextInt(100);
            steps[i] = 30 + 250 * ones[i];
        }
        assertThat(encode(steps).length).isLessThan(encode(ones).length + 10);
    }

    @Test
    void gapsDoNotDisturbTheDailyPattern() {
        double[] whole = new double[2976];
        Random random = new Random(Seeds.of(4));
        for (int i = 0; i < 2976; i++) {
            whole[i] = i < 96 ? random.nextInt(5000) : whole[i - 96] + random.nextInt(3);
        }
        double[] gaps = whole.clone();
        for (int i = 100; i < 2976; i += 130) {
            gaps[i] = Double.NaN;
        }
        assertThat(encode(gaps).length).isLessThan(encode(whole).length * 12 / 10);
    }

    @Test
    void aConstantTakesAFewBytesHoweverLongItIs() {
        double[] constant = new double[35_136];
        Arrays.fill(constant, 12.34);
        assertThat(encode(constant).length).isLessThan(32);
        Arrays.fill(constant, Double.NaN);
        assertThat(encode(constant).length).isLessThan(24);
    }

    @Test
    void neverMuchLongerThanRaw() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(Seeds.of(seed));
            double[] values = Chunks.any(random, random.nextInt(400));
            long present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
            assertThat(encode(values).length).as("seed %s", seed).isLessThan((int)
                    (present * 8 + values.length / 4 + 32));
        }
    }

    @Test
    void refusesUnknownVersionsAndLayoutsByNumber() {
        byte[] blob = encode(new double[] {1, 2, 3});

        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(withFirst(blob, 0x3f), 3))
                .withMessageContaining("version 1 or 2, which this build reads")
                .withMessageContaining("got version 3")
                .withMessageContaining("update the library");
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(withFirst(blob, 0x1e), 3))
                .withMessageContaining("[RAW, LZ4, PLANES, RICE, RANKS, FREQUENT, JUMPS]")
                .withMessageContaining("got layout 14 of version 1");
        assertThatExceptionOfType(ChunkFormatException.class)
                .as("a layout of version 2 in version 1")
                .isThrownBy(() -> decode(withFirst(blob, 0x14), 3))
                .withMessageContaining("got layout 4 of version 1");
    }

    @Test
    void readsRanksMadeByHandFromTheDescription() {
        double[] dest = new double[3];
        codec.decode("compact", ranks(2, 1), 3, dest, 0);
        assertThat(dest).containsExactly(2.5, 1.5, 2.5);
    }

    @Test
    void refusesARankOfNothing() {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(ranks(2, 2), 3))
                .withMessageContaining("the rank of one of 2 different values but got 2");
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(ranks(4, 1), 3))
                .withMessageContaining("at most 3 different values but got 4");
    }

    /** Three slots without gaps: {@code size} different values, 1.5 and 2.5, and the ranks {@code rank}, 0, 1. */
    private static byte[] ranks(int size, int rank) {
        BlobWriter out = new BlobWriter();
        out.putBytes(new byte[] {0x24, 3, 0, 0, (byte) size}, 5);
        out.putBytes(new byte[] {1 | (1 << 3), 1, 0}, 3); // tenths, no divisor, no exceptions
        out.putBytes(new byte[] {0, 30}, 2); // FLOOR at 15
        out.putBytes(new byte[] {4, 0, (byte) (10 << 4), 0b11}, 4); // k = 4, nothing large, low bits 0 and 10
        out.putBytes(new byte[] {0, 0}, 2); // FLOOR at 0
        out.putBytes(new byte[] {2, 0, (byte) (rank | (1 << 4)), 0b111}, 4); // k = 2
        out.putInt(0);
        return withChecksum(out.toByteArray());
    }

    @Test
    void readsJumpsMadeByHandFromTheDescription() {
        double[] dest = new double[3];
        codec.decode("compact", jumps(1, 2, 1), 3, dest, 0);
        assertThat(dest).containsExactly(1, 2 + (8 << 2), 3);
    }

    @Test
    void refusesJumpsOfNothing() {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(jumps(4, 2, 1), 3))
                .withMessageContaining("at most 3 jumps but got 4");
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(jumps(1, 64, 1), 3))
                .withMessageContaining("at most 63 low bits but got 64");
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(jumps(1, 2, 3), 3))
                .withMessageContaining("jumps within 3 numbers");
    }

    @Test
    void refusesAStepOfNothing() {
        for (double step : new double[] {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY}) {
            BlobWriter out = new BlobWriter();
            out.putBytes(new byte[] {0x23, 3, 0, 0, 7}, 5);
            out.putLong(Double.doubleToRawLongBits(step));
            out.putBytes(new byte[20], 20);
            assertThatExceptionOfType(ChunkFormatException.class)
                    .isThrownBy(() -> decode(withChecksum(out.toByteArray()), 3))
                    .withMessageContaining("expected the step of a compact chunk but got " + step);
        }
    }

    /** Three slots without gaps: 1, 2, 3, and {@code count} jumps without {@code k} bits, the first one at a place. */
    private static byte[] jumps(int count, int k, int place) {
        BlobWriter out = new BlobWriter();
        out.putBytes(new byte[] {0x26, 3, 0, 0}, 4);
        out.putBytes(new byte[] {1, 1, 0}, 3); // integers, no divisor, no exceptions
        out.putBytes(new byte[] {0, 0}, 2); // FLOOR at 0
        out.putBytes(new byte[] {(byte) count, (byte) k}, 2);
        out.putBytes(new byte[] {0, 0, (byte) (1 << place)}, 3); // k = 0, nothing large, the quotient
        out.putBytes(new byte[] {0, 0, 1}, 3);
        out.putBytes(new byte[] {2, 0, 1 | (2 << 2) | (3 << 4), 0b111}, 4); // k = 2
        out.putInt(0);
        return withChecksum(out.toByteArray());
    }

    @Test
    void readsABlobMadeByHandFromTheDescription() {
        double[] dest = new double[20];

        codec.decode("compact", rawWithARepeat(2, 16), 20, dest, 0);

        double[] expected = new double[20];
        Arrays.fill(expected, 2, 19, 2.5); // the value before it, 17 times more
        Arrays.fill(expected, 0, 1, 1.5);
        expected[1] = 2.5;
        expected[19] = 3.5;
        assertThat(dest).containsExactly(expected);
    }

    @Test
    void refusesARepeatOfNothing() {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> decode(rawWithARepeat(0, 16), 20))
                .withMessageContaining("before the first repeat");
    }

    /** 20 slots without a gap, one repeat, and 1.5, 2.5, 3.5 as they are. */
    private static byte[] rawWithARepeat(int from, int lengthLessOne) {
        BlobWriter out = new BlobWriter();
        out.putByte(0x10);
        out.putVarint(20);
        out.putVarint(0);
        out.putVarint(1);
        out.putBytes(new byte[] {5, 0, (byte) from, 1}, 4); // k = 5, no large quotients, 5 low bits, quotient 0
        out.putBytes(new byte[] {5, 0, (byte) lengthLessOne, 1}, 4);
        for (double value : new double[] {1.5, 2.5, 3.5}) {
            out.putLong(Double.doubleToRawLongBits(value));
        }
        out.putInt(0);
        return withChecksum(out.toByteArray());
    }

    @Test
    void everyChangedByteIsNoticed() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(Seeds.of(seed));
            int slots = random.nextInt(100);
            byte[] blob = encode(Chunks.any(random, slots));
            for (int i = 0; i < blob.length; i++) {
                byte[] changed = blob.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                assertThatExceptionOfType(ChunkFormatException.class).isThrownBy(() -> decode(changed, slots));
                assertThatExceptionOfType(ChunkFormatException.class)
                        .isThrownBy(() -> codec.forEachGap("compact", changed, slots, (from, to) -> {}));
            }
        }
    }

    @Test
    void knowsWhereValuesAreWithoutTheirEncodingMattering() {
        for (Encoding encoding : Encoding.values()) {
            ChunkCodec writer = ChunkCodec.of(encoding, 24);
            for (int seed = 0; seed < 500; seed++) {
                double[] values = Chunks.any(new Random(Seeds.of(seed)), seed);
                byte[] blob = writer.encode(values, 0, seed);
                double[] drawn = new double[seed];
                Arrays.fill(drawn, 1);
                int present = codec.forEachGap(writer.dtype(), blob, seed, (from, to) -> {
                    assertThat(from).isLessThan(to);
                    assertThat(from == 0 || drawn[from - 1] == 1)
                            .as("gaps apart")
                            .isTrue();
                    Arrays.fill(drawn, from, to, Double.NaN);
                });
                int expected = 0;
                for (int i = 0; i < seed; i++) {
                    assertThat(Double.isNaN(drawn[i]))
                            .as("seed %s slot %s", seed, i)
                            .isEqualTo(Double.isNaN(values[i]));
                    expected += Double.isNaN(values[i]) ? 0 : 1;
                }
                assertThat(present).as("seed %s", seed).isEqualTo(expected);
                assertThat(codec.decode(writer.dtype(), blob, seed, 0, seed, drawn, 0))
                        .isEqualTo(encoding == Encoding.COMPACT ? present : ChunkCodec.UNKNOWN);
            }
        }
    }

    /**
     * In each layout, in a number of its own, as an exception and by a correction: whoever reads the gaps alone must
     * see what decoding gives.
     */
    @Test
    void aNaNOutsideTheGapsIsRefused() {
        Random random = new Random(Seeds.of(3));
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            int slots = 8 + random.nextInt(200);
            byte[] blob = encode(Chunks.any(random, slots));
            int body = blob.length - Checksum.SIZE;
            if (body > Long.BYTES) {
                double nan = Double.longBitsToDouble(0x7ff8000000000000L | random.nextInt());
                int at = random.nextInt(body - Long.BYTES);
                Bytes.putLong(blob, at, Double.doubleToRawLongBits(nan));
                BlobWriter forged = new BlobWriter();
                forged.putBytes(blob, body);
                new Checksum().write(forged);
                refused += agrees(forged.toByteArray(), slots) ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    /** Whether a blob is decoded, which must have NaN in its gaps alone then. */
    private boolean agrees(byte[] blob, int slots) {
        double[] decoded = new double[slots];
        int present;
        try {
            present = codec.decode("compact", blob, slots, 0, slots, decoded, 0);
        } catch (ChunkFormatException e) {
            return false;
        }
        int counted = 0;
        for (double value : decoded) {
            counted += Double.isNaN(value) ? 0 : 1;
        }
        assertThat(present).isEqualTo(counted);
        assertThat(codec.forEachGap("compact", blob, slots, (from, to) -> {})).isEqualTo(counted);
        return true;
    }

    @Test
    void decodingAllocatesNothingAndEncodingItsResultAlone() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(Seeds.of(5));
        double[][] chunks = new double[30][];
        byte[][] blobs = new byte[30][];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = Chunks.any(random, 744);
            blobs[i] = encode(chunks[i]);
        }
        double[] dest = new double[744];
        long leastDecoding = Long.MAX_VALUE;
        long leastEncoding = Long.MAX_VALUE;
        for (int round = 0; round < 300; round++) {
            long start = threads.getCurrentThreadAllocatedBytes();
            for (byte[] blob : blobs) {
                codec.decode("compact", blob, 744, dest, 0);
            }
            long decoded = threads.getCurrentThreadAllocatedBytes();
            long results = 0;
            for (double[] chunk : chunks) {
                results += (codec.encode(chunk, 0, 744).length + 16L + 7) / 8 * 8;
            }
            long encoded = threads.getCurrentThreadAllocatedBytes();
            leastDecoding = Math.min(leastDecoding, decoded - start);
            leastEncoding = Math.min(leastEncoding, encoded - decoded - results);
        }
        assertThat(leastDecoding).as("bytes allocated by 30 decodes").isZero();
        assertThat(leastEncoding)
                .as("bytes allocated by 30 encodes beside their results")
                .isZero();
    }

    private byte[] encode(double[] values) {
        return codec.encode(values, 0, values.length);
    }

    private void decode(byte[] blob, int slots) {
        codec.decode("compact", blob, slots, new double[slots], 0);
    }

    private Layout layout(double[] values) {
        return Layout.ofCode(encode(values)[0]);
    }

    private static Mapping mapping(java.util.function.IntToDoubleFunction series) {
        double[] values = new double[744];
        Arrays.setAll(values, i -> series.applyAsDouble(i * 37 % 744 + 1));
        Integers integers = new Integers();
        integers.map(values, 744);
        return integers.mapping();
    }

    /** The blob with another first byte and the checksum that belongs to it. */
    static byte[] withFirst(byte[] blob, int first) {
        byte[] changed = blob.clone();
        changed[0] = (byte) first;
        return withChecksum(changed);
    }

    static byte[] withChecksum(byte[] blob) {
        if (blob.length > 4) {
            CRC32C checksum = new CRC32C();
            checksum.update(blob, 0, blob.length - 4);
            Bytes.putInt(blob, blob.length - 4, (int) checksum.getValue());
        }
        return blob;
    }
}
