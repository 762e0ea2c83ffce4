package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.store.Encoding;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class ChunkCodecTest {
    private static final int CASES = 2_000;

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyBitPatternComesBack(Encoding encoding) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(Seeds.of(seed));
            int slots = random.nextInt(100) == 0 ? random.nextInt(40_001) : random.nextInt(700);
            double[] values = Chunks.any(random, slots);
            ChunkCodec codec = ChunkCodec.of(encoding, 1 + random.nextInt(96));
            int from = random.nextInt(slots + 1);
            int to = from + random.nextInt(slots - from + 1);

            byte[] blob = codec.encode(values, from, to);

            int size = to - from;
            double[] whole = new double[size + 3];
            codec.decode(codec.dtype(), blob, size, whole, 2);
            assertThat(Chunks.firstDifference(values, from, to, whole, 2))
                    .as("first value that differs, seed %s", seed)
                    .isEqualTo(-1);
            assertThat(whole[0] + whole[1] + whole[size + 2])
                    .as("around, seed %s", seed)
                    .isZero();

            int first = random.nextInt(size + 1);
            int last = first + random.nextInt(size - first + 1);
            double[] part = new double[last - first + 2];
            ChunkCodec.of(Encoding.LZ4, 5).decode(codec.dtype(), blob, size, first, last, part, 1);
            assertThat(Chunks.firstDifference(values, from + first, from + last, part, 1))
                    .as("first value that differs in a range, seed %s", seed)
                    .isEqualTo(-1);
            assertThat(part[0] + part[last - first + 1])
                    .as("around the range, seed %s", seed)
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void theSameValuesGiveTheSameBytesWhateverWasEncodedBefore(Encoding encoding) {
        ChunkCodec used = ChunkCodec.of(encoding, 24);
        for (int seed = 0; seed < 200; seed++) {
            double[] values = Chunks.any(new Random(Seeds.of(seed)), seed * 11);
            byte[] blob = used.encode(values, 0, values.length);
            double[] otherNaN = values.clone();
            for (int i = 0; i < otherNaN.length; i++) {
                otherNaN[i] = Double.isNaN(values[i]) ? Double.longBitsToDouble(0xfff0_0000_0000_0007L) : values[i];
            }
            assertThat(ChunkCodec.of(encoding, 24).encode(otherNaN, 0, values.length))
                    .as("seed %s", seed)
                    .isEqualTo(blob);
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void refusesABlobOfAnotherNumberOfValues(Encoding encoding) {
        ChunkCodec codec = ChunkCodec.of(encoding, 24);
        byte[] blob = codec.encode(new double[744], 0, 744);

        for (int slots : new int[] {0, 743, 745, 1_000_000}) {
            assertThatExceptionOfType(ChunkFormatException.class)
                    .isThrownBy(() -> codec.decode(codec.dtype(), blob, slots, new double[slots], 0))
                    .withMessageContaining("expected ");
        }
    }

    @Test
    void wrongCallsNameWhatIsWrong() {
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        byte[] blob = codec.encode(new double[10], 0, 10);

        assertThatThrownBy(() -> ChunkCodec.of(Encoding.LZ4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> codec.encode(new double[10], 3, 11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> codec.decode("float64", blob, 10, new double[9], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> codec.decode("float64", blob, 10, 3, 11, new double[20], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> codec.decode("float64", blob, Integer.MAX_VALUE, 0, 0, new double[0], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shorter chunks");
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void damagedBlobsAreRefusedOrReadAsSomethingButNeverBreakAnything(Encoding encoding) {
        for (int seed = 0; seed < 10_000; seed++) {
            Random random = new Random(Seeds.of(seed));
            ChunkCodec codec = ChunkCodec.of(encoding, 24);
            int slots = random.nextInt(seed % 100 == 0 ? 20_000 : 300);
            double[] values = Chunks.any(random, slots);
            byte[] blob = damage(random, codec.encode(values, 0, slots));
            double[] dest = new double[slots];
            try {
                codec.decode(codec.dtype(), blob, slots, dest, 0);
            } catch (ChunkFormatException expected) {
                assertThat(expected).hasMessageStartingWith("expected ");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** Flips, overwrites, inserts, cuts or invents bytes. */
    public static byte[] damage(Random random, byte[] blob) {
        byte[] damaged = blob.clone();
        switch (random.nextInt(5)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(blob.length + 1));
            case 1 -> damaged = Arrays.copyOf(damaged, blob.length + 1 + random.nextInt(20));
            case 2 -> random.nextBytes(damaged);
            default -> {
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    int at = random.nextInt(random.nextBoolean() ? Math.min(32, blob.length) : blob.length);
                    damaged[at] =
                            (byte) (random.nextBoolean() ? damaged[at] ^ 1 << random.nextInt(8) : random.nextInt());
                }
            }
        }
        return damaged;
    }
}
