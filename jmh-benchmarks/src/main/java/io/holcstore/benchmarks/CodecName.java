package io.holcstore.benchmarks;

import io.holcstore.store.Encoding;
import org.apache.tsfile.encoding.decoder.DoublePrecisionChimpDecoder;
import org.apache.tsfile.encoding.decoder.DoublePrecisionDecoderV2;
import org.apache.tsfile.encoding.encoder.DoublePrecisionChimpEncoder;
import org.apache.tsfile.encoding.encoder.DoublePrecisionEncoderV2;

/** The codecs that are measured side by side. */
public enum CodecName {
    COMPACT("COMPACT"),
    LZ4("LZ4 frame"),
    LZ4_BLOCK("LZ4 block"),
    ZSTD("zstd -3"),
    GORILLA("Gorilla"),
    CHIMP("Chimp128"),
    COPY("array copy");

    private final String label;

    CodecName(String label) {
        this.label = label;
    }

    /** What reports call it. */
    String label() {
        return label;
    }

    /** A new codec for chunks on a grid of {@code slotsPerDay}. */
    Codec make(int slotsPerDay) {
        return switch (this) {
            case COMPACT -> new StoreCodec(Encoding.COMPACT, slotsPerDay);
            case LZ4 -> new StoreCodec(Encoding.LZ4, slotsPerDay);
            case LZ4_BLOCK -> new Lz4BlockCodec();
            case ZSTD -> new ZstdCodec();
            case GORILLA -> new TsFileCodec(new DoublePrecisionEncoderV2(), new DoublePrecisionDecoderV2());
            case CHIMP -> new TsFileCodec(new DoublePrecisionChimpEncoder(), new DoublePrecisionChimpDecoder());
            case COPY -> new CopyCodec();
        };
    }
}
