package io.holcstore.benchmarks;

import io.holcstore.series.Merge;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/**
 * One chunk to a blob, back, and both with late points in between; up to eight chunks of the set take turns. After
 * {@link MixedWork}.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class CodecBenchmark {
    private static final int MOST_CHUNKS = 8;

    /** A month of hours, a month of quarter hours, a year of quarter hours. */
    @Param({"744", "2976", "35040"})
    public int points;

    /** One of {@link DataSets}. */
    @Param({
        "load",
        "energy",
        "energy_gaps",
        "energy_holes",
        "pv",
        "price",
        "temperature",
        "coarse",
        "means",
        "noise",
        "any_bits"
    })
    public String set;

    @Param
    public CodecName codec;

    private Codec coder;
    private double[][] chunks;
    private byte[][] blobs;
    private double[] decoded;
    private int next;

    @Setup
    public void make() throws IOException {
        MixedWork.runOnce();
        DataSet data = DataSets.named(set, points);
        List<double[]> whole = data.chunks(points).stream()
                .filter(chunk -> chunk.length == points)
                .toList();
        if (whole.isEmpty()) {
            throw new IllegalArgumentException("the set \"" + set + "\" has no chunk of " + points + " points but "
                    + data.size() + " values: choose fewer points");
        }
        int count = Math.min(MOST_CHUNKS, whole.size());
        coder = codec.make(data.slotsPerDay());
        chunks = new double[count][];
        blobs = new byte[count][];
        decoded = new double[points];
        for (int i = 0; i < count; i++) {
            chunks[i] = whole.get((int) ((long) i * whole.size() / count)); // from the whole of the set
            blobs[i] = coder.encode(chunks[i]);
            coder.decode(blobs[i], decoded);
            verify(chunks[i], decoded);
        }
    }

    private void verify(double[] expected, double[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.doubleToLongBits(expected[i])
                    != Double.doubleToLongBits(actual[i])) { // one NaN is as good as another
                throw new IllegalStateException(
                        codec + " of " + set + ": expected " + expected[i] + " at " + i + " but got " + actual[i]);
            }
        }
    }

    private int next() {
        next = (next + 1) % chunks.length;
        return next;
    }

    @Benchmark
    public byte[] encode() {
        return coder.encode(chunks[next()]);
    }

    @Benchmark
    public double[] decode() {
        coder.decode(blobs[next()], decoded);
        return decoded;
    }

    /** Decode, the last two days of another chunk over the last ones of this, encode. */
    @Benchmark
    public byte[] merge() {
        double[] newer = chunks[next];
        coder.decode(blobs[next()], decoded);
        int from = points - Workload.LATE_POINTS;
        Merge.overlay(newer, from, points, decoded, from);
        return coder.encode(decoded);
    }
}
