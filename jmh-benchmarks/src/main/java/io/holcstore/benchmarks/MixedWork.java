package io.holcstore.benchmarks;

import io.holcstore.testkit.Generators;
import io.holcstore.time.Grid;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What a JVM of a real application has seen before: chunks of every layout through every codec. A JVM that has seen one
 * kind of values alone compiles code for that kind, and looks better than it is.
 */
final class MixedWork {
    private static final int POINTS = 744;
    private static final int ROUNDS = 150;
    private static final int PEER_ROUNDS = 10;
    private static final int LAYOUTS = 7;
    private static final int LAYOUT_BITS = 0xf;

    private static boolean done;

    private MixedWork() {}

    /** Runs it, once in a JVM. */
    static synchronized void runOnce() {
        if (done) {
            return;
        }
        done = true;
        List<double[]> chunks = chunks();
        checkLayouts(chunks);
        Set<CodecName> own = EnumSet.of(CodecName.COMPACT, CodecName.LZ4);
        for (CodecName name : CodecName.values()) {
            Codec codec = name.make(24);
            for (int round = 0; round < (own.contains(name) ? ROUNDS : PEER_ROUNDS); round++) {
                for (double[] chunk : chunks) {
                    codec.decode(codec.encode(chunk), new double[chunk.length]);
                }
            }
        }
    }

    private static List<double[]> chunks() {
        List<double[]> chunks = new ArrayList<>();
        for (GeneratedData generated : GeneratedData.values()) {
            chunks.addAll(generated.make(POINTS).chunks(POINTS).subList(0, 2));
        }
        double[] energy = chunks.get(2);
        double[] noise = Generators.noise(
                        1, Grid.of(ZonedDateTime.of(2021, 1, 1, 0, 0, 0, 0, Workload.ZONE), Workload.STEP, POINTS))
                .values();
        double[] floats = new double[POINTS];
        double[] products = new double[POINTS];
        double[] returning = new double[POINTS];
        double[] pattern = new double[POINTS];
        double[] words = new double[POINTS];
        double[] random = new double[POINTS];
        SplittableRandom bits = new SplittableRandom(1);
        for (int i = 0; i < POINTS; i++) {
            floats[i] = (float) energy[i];
            products[i] = Math.rint(energy[i] * 1000) * 0.001;
            returning[i] = noise[Math.floorMod(Double.hashCode(noise[i]), 12)]; // twelve values without order: ranks
            words[i] = noise[Math.floorMod(Double.hashCode(noise[i / 30]), 8) * 30 + i % 30]; // sequences recur: LZ4
            random[i] = Double.longBitsToDouble(bits.nextLong() & ~(1L << 62)); // all bits of numbers: raw
            pattern[i] = Math.rint(noise[i % 37] * 1e6); // the same 37 again and again: byte planes
        }
        chunks.addAll(List.of(floats, products, returning, pattern, words, random));
        return chunks;
    }

    private static void checkLayouts(List<double[]> chunks) {
        Codec compact = CodecName.COMPACT.make(24);
        Set<Integer> layouts = new TreeSet<>();
        for (double[] chunk : chunks) {
            layouts.add(compact.encode(chunk)[0] & LAYOUT_BITS);
        }
        if (layouts.size() != LAYOUTS) {
            throw new IllegalStateException("expected chunks of all " + LAYOUTS + " layouts but got " + layouts);
        }
    }
}
