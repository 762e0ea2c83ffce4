package io.holcstore.benchmarks;

import io.holcstore.codec.ChunkCodec;
import io.holcstore.codec.Encoding;
import io.holcstore.time.Grid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One chunk to a blob and back, beside the bare LZ4 block (JNI) and a copy of the array. A few chunks take turns. */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class CodecBenchmark {
    private static final int CHUNKS = 8;

    /** A month of hours, a month of quarter hours, a year of quarter hours. */
    @Param({"744", "2976", "35040"})
    public int points;

    @Param
    public Data data;

    @Param("LZ4")
    public Encoding encoding;

    private final double[][] values = new double[CHUNKS][];
    private final byte[][] raw = new byte[CHUNKS][];
    private final byte[][] blobs = new byte[CHUNKS][];
    private final byte[][] blocks = new byte[CHUNKS][];
    private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private ChunkCodec codec;
    private double[] decoded;
    private byte[] rawOut;
    private byte[] blockOut;
    private int next;

    @Setup
    public void make() {
        codec = ChunkCodec.of(encoding, 96);
        decoded = new double[points];
        rawOut = new byte[points * Double.BYTES];
        blockOut = new byte[compressor.maxCompressedLength(rawOut.length)];
        Grid grid = Grid.of(ZonedDateTime.of(2023, 1, 1, 0, 0, 0, 0, Workload.ZONE), Workload.STEP, points);
        for (int i = 0; i < CHUNKS; i++) {
            values[i] = data.series(i, grid).values();
            ByteBuffer bytes = ByteBuffer.allocate(points * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values[i]);
            raw[i] = bytes.array();
            blobs[i] = codec.encode(values[i], 0, points);
            blocks[i] = compressor.compress(raw[i]);
        }
    }

    private int next() {
        next = (next + 1) % CHUNKS;
        return next;
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(values[next()], 0, points);
    }

    @Benchmark
    public double[] decode() {
        codec.decode(codec.dtype(), blobs[next()], points, decoded, 0);
        return decoded;
    }

    @Benchmark
    public int lz4BlockCompress() {
        return compressor.compress(raw[next()], blockOut);
    }

    @Benchmark
    public int lz4BlockDecompress() {
        return decompressor.decompress(blocks[next()], rawOut);
    }

    @Benchmark
    public double[] arrayCopy() {
        return values[next()].clone();
    }
}
