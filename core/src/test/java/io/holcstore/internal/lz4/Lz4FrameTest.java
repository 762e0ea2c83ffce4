package io.holcstore.internal.lz4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.store.Encoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4FrameTest {
    private final Lz4FrameReader reader = new Lz4FrameReader();
    private final Lz4FrameWriter writer = new Lz4FrameWriter();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 5952, 65_535, 65_536, 65_537, 280_320, 1_000_000})
    void everyFrameReaderReadsWhatIsWritten(int size) throws IOException {
        for (byte[] content : contents(size)) {
            byte[] frame = writer.write(content, size);

            assertThat(new LZ4FrameInputStream(new ByteArrayInputStream(frame)).readAllBytes())
                    .isEqualTo(content);
            assertThat(new FramedLZ4CompressorInputStream(new ByteArrayInputStream(frame)).readAllBytes())
                    .isEqualTo(content);
            assertThat(read(frame, size)).isEqualTo(content);
        }
    }

    @Test
    void theHeaderSaysIndependentBlocksOf64KiBAndTheContentSize() {
        byte[] frame = writer.write(new byte[744 * 8], 744 * 8);

        assertThat(HexFormat.of().formatHex(frame, 0, 15))
                .isEqualTo("04224d18" + "68" + "40" + "4017000000000000" + "ba");
        assertThat(HexFormat.of().formatHex(frame, frame.length - 4, frame.length))
                .isEqualTo("00000000");
    }

    @Test
    void readsFramesOfEveryKind() throws IOException {
        for (int size : new int[] {0, 5952, 140_000}) {
            for (byte[] content : contents(size)) {
                for (byte[] frame : framesOf(content)) {
                    assertThat(read(frame, size)).isEqualTo(content);
                }
            }
        }
    }

    @Test
    void refusesAContentOfAnotherSize() throws IOException {
        for (byte[] content : contents(5952)) {
            for (byte[] frame : framesOf(content)) {
                for (int size : new int[] {0, 5951, 5953, 100_000}) {
                    assertThatExceptionOfType(ChunkFormatException.class).isThrownBy(() -> read(frame, size));
                }
            }
        }
    }

    @Test
    void refusesWhatIsNotExactlyOneFrame() {
        byte[] content = contents(5952).get(1);
        byte[] frame = writer.write(content, 5952);

        refuses("LZ4 frame", Arrays.copyOf(frame, frame.length + 1));
        refuses("LZ4 frame", concat(frame, frame));
        refuses("LZ4 frame", concat(HexFormat.of().parseHex("502a4d1800000000"), frame)); // a skippable frame first
        refuses("dictionary", HexFormat.of().parseHex("04224d18" + "61" + "40" + "12345678" + "00" + "00000000"));
        refuses("version 1", HexFormat.of().parseHex("04224d18" + "a8" + "40" + "4017000000000000" + "ba00000000"));
        for (int length = 0; length < frame.length; length++) {
            refuses("", Arrays.copyOf(frame, length));
        }
    }

    @Test
    void noticesChangedBytesWhereTheFrameHasChecksums() throws IOException {
        byte[] content = contents(5952).get(1);
        for (int flags = 1; flags < 4; flags++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FramedLZ4CompressorOutputStream.Parameters parameters = new FramedLZ4CompressorOutputStream.Parameters(
                    FramedLZ4CompressorOutputStream.BlockSize.K64, (flags & 1) != 0, (flags & 2) != 0, false);
            try (FramedLZ4CompressorOutputStream stream = new FramedLZ4CompressorOutputStream(out, parameters)) {
                stream.write(content);
            }
            byte[] frame = out.toByteArray();
            for (int i = 0; i < frame.length; i += 7) {
                frame[i] ^= 4;
                refuses("", frame);
                frame[i] ^= 4;
            }
        }
    }

    @Test
    void anEmptyFrameHasNoValues() {
        byte[] tombstone = HexFormat.of().parseHex("04224d1860408200000000");
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        double[] dest = {7};

        codec.decode("float64", tombstone, 0, dest, 0);

        assertThat(dest).containsExactly(7);
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> codec.decode("float64", tombstone, 1, dest, 0))
                .withMessage("expected 8 bytes of values but got 0");
    }

    private void refuses(String message, byte[] blob) {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> reader.read(blob, 5952))
                .withMessageContaining(message);
    }

    private byte[] read(byte[] frame, int size) {
        return Arrays.copyOf(reader.read(frame, size), size);
    }

    /** Zeros, doubles that repeat, a mixture, noise. */
    private static List<byte[]> contents(int size) {
        Random random = new Random(Seeds.of(size));
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        byte[] doubles = new byte[size];
        byte[] mixed = new byte[size];
        for (int i = 0; i < size; i++) {
            doubles[i] = (byte) ((i / 8 % 96 * 31) >> (i % 8));
            mixed[i] = i / 20_000 % 2 == 0 ? noise[i] : doubles[i];
        }
        return List.of(new byte[size], doubles, mixed, noise);
    }

    /**
     * Frames of other writers: all block sizes, linked and independent blocks, with and without checksums and content
     * size.
     */
    static List<byte[]> framesOf(byte[] content) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        for (FramedLZ4CompressorOutputStream.BlockSize size : FramedLZ4CompressorOutputStream.BlockSize.values()) {
            for (int flags = 0; flags < 8; flags++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                FramedLZ4CompressorOutputStream.Parameters parameters = new FramedLZ4CompressorOutputStream.Parameters(
                        size, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
                try (FramedLZ4CompressorOutputStream stream = new FramedLZ4CompressorOutputStream(out, parameters)) {
                    stream.write(content);
                }
                frames.add(out.toByteArray());
            }
        }
        for (LZ4FrameOutputStream.BLOCKSIZE size : LZ4FrameOutputStream.BLOCKSIZE.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (LZ4FrameOutputStream stream = new LZ4FrameOutputStream(
                    out,
                    size,
                    content.length,
                    LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                    LZ4FrameOutputStream.FLG.Bits.CONTENT_SIZE,
                    LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)) {
                stream.write(content);
            }
            frames.add(out.toByteArray());
        }
        return frames;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
