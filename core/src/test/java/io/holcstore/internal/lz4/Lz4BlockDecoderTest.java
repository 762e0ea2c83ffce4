package io.holcstore.internal.lz4;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.codec.ChunkCodecTest;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class Lz4BlockDecoderTest {
    /** The library's decoder is the reference: the same bytes, or both refuse. */
    @Test
    void agreesWithTheLibraryOnGoodAndDamagedBlocks() {
        LZ4Factory factory = LZ4Factory.safeInstance();
        int refused = 0;
        for (int seed = 0; seed < 30_000; seed++) {
            Random random = new Random(Seeds.of(seed));
            byte[] content = new byte[random.nextInt(400)];
            int alphabet = 1 + random.nextInt(4);
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt() : i % alphabet);
            }
            byte[] block = factory.fastCompressor().compress(content);
            if (random.nextBoolean()) {
                block = ChunkCodecTest.damage(random, block);
            }
            int room = Math.max(0, content.length + random.nextInt(40) - 5);
            byte[] expected = new byte[room];
            byte[] actual = new byte[room];
            int expectedSize = -1;
            int actualSize = -1;
            try {
                expectedSize = factory.safeDecompressor().decompress(block, 0, block.length, expected, 0, room);
            } catch (LZ4Exception e) {
                refused++;
            }
            try {
                actualSize = Lz4BlockDecoder.decode(block, 0, block.length, actual, 0, room);
            } catch (ChunkFormatException e) {
                if (e.toString().contains("offset 0")) {
                    continue; // the format calls it an error, the library reads it as zeros
                }
            }
            // The library also refuses blocks that decode but do not keep the last match's distance from the end.
            if (expectedSize >= 0) {
                assertThat(actualSize).as("seed %s", seed).isEqualTo(expectedSize);
                assertThat(Arrays.copyOf(actual, actualSize))
                        .as("seed %s", seed)
                        .isEqualTo(Arrays.copyOf(expected, expectedSize));
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void matchesReachIntoWhatWasDecodedBeforeButNotFurther() {
        byte[] dest = {1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 9, 9};
        byte[] block = {0x02, 4, 0, 0x10, 77}; // a match of 6 at offset 4, then one literal

        int end = Lz4BlockDecoder.decode(block, 0, block.length, dest, 4, 11);

        assertThat(end).isEqualTo(11);
        assertThat(dest).containsExactly(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 77, 9, 9);
        block[1] = 5;
        org.assertj.core.api.Assertions.assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> Lz4BlockDecoder.decode(block, 0, block.length, dest, 4, 11))
                .withMessageContaining("offset 5");
    }
}
