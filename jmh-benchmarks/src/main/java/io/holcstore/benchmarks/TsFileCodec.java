package io.holcstore.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.tsfile.encoding.decoder.Decoder;
import org.apache.tsfile.encoding.encoder.Encoder;

/**
 * An encoder of Apache TsFile. Its end mark is {@link Double#NaN}, so that a gap is written as a NaN of another
 * payload.
 */
final class TsFileCodec implements Codec {
    private static final double GAP = Double.longBitsToDouble(Double.doubleToRawLongBits(Double.NaN) + 1);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Encoder encoder;
    private final Decoder decoder;

    TsFileCodec(Encoder encoder, Decoder decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    @Override
    public byte[] encode(double[] values) {
        out.reset();
        for (double value : values) {
            encoder.encode(Double.isNaN(value) ? GAP : value, out);
        }
        try {
            encoder.flush(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void decode(byte[] blob, double[] dest) {
        decoder.reset();
        ByteBuffer in = ByteBuffer.wrap(blob);
        for (int i = 0; i < dest.length; i++) {
            dest[i] = decoder.readDouble(in);
        }
    }
}
