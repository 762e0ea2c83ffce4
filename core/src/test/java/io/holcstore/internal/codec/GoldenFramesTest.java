package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.lz4.Lz4FrameWriter;
import io.holcstore.store.Encoding;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * LZ4 frames of each dtype with the values they hold: every later build must read them. Lines are added when a dtype is
 * added, and never changed.
 */
class GoldenFramesTest {
    @Test
    void everyBuildReadsThem() throws IOException {
        Set<String> dtypes = new TreeSet<>();
        for (String line :
                DamagedCompactBlobsTest.resource("golden-frames-1.txt").lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split(" ", 3);
            double[] expected = Arrays.stream(fields[2].split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();

            double[] actual = new double[expected.length];
            ChunkCodec.of(Encoding.LZ4, 1)
                    .decode(fields[0], Base64.getDecoder().decode(fields[1]), actual.length, actual, 0);

            assertThat(actual).as(fields[0]).containsExactly(expected);
            dtypes.add(fields[0]);
        }
        assertThat(dtypes).isEqualTo(knownDtypes());
    }

    /** The dtypes that are read, of all words with bits and all codes of byte order, letter and bytes. */
    private static Set<String> knownDtypes() {
        Set<String> names = new TreeSet<>();
        for (String word : new String[] {"float", "int", "uint", "complex", "bool"}) {
            names.add(word);
            IntStream.rangeClosed(1, 32).forEach(bytes -> names.add(word + 8 * bytes));
        }
        for (char order : "<>|=".toCharArray()) {
            for (char kind = 'a'; kind <= 'z'; kind++) {
                for (int width = 1; width <= 32; width++) {
                    names.add("" + order + kind + width);
                }
            }
        }
        names.removeIf(name -> !isKnown(name));
        return names;
    }

    private static boolean isKnown(String name) {
        try {
            Dtype.parse(name);
            return true;
        } catch (ChunkFormatException e) {
            return false;
        }
    }

    /** Prints new lines, of arguments such as {@code <f4:0000c03f:1.5}: dtype, bytes in hexadecimal digits, values. */
    public static void main(String[] args) {
        for (String arg : args) {
            String[] parts = arg.split(":", 3);
            byte[] raw = HexFormat.of().parseHex(parts[1]);
            System.out.println(parts[0] + " " + GoldenBlobsTest.base64(new Lz4FrameWriter().write(raw, raw.length))
                    + " " + parts[2]);
        }
    }
}
