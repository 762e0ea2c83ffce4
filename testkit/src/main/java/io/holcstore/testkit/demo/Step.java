package io.holcstore.testkit.demo;

import io.holcstore.store.WriteResult;

/**
 * What one step of the run did.
 *
 * @param chunks chunks written, 0 for a step that only reads
 * @param bytesAPoint what a point takes in new chunks, 0 for a step that makes none
 * @param nanos time spent in the store
 */
record Step(String name, long series, long points, long chunks, double bytesAPoint, long nanos) {
    static Step wrote(String name, long series, WriteResult result, Stopwatch watch) {
        // A changed chunk is written whole: its bytes say nothing about the few points that changed.
        double bytesAPoint = result.chunksUpdated() > 0 ? 0 : result.bytes() / (double) Math.max(result.points(), 1);
        return new Step(name, series, result.points(), result.chunksChanged(), bytesAPoint, watch.nanos());
    }

    static Step read(String name, long series, long points, Stopwatch watch) {
        return new Step(name, series, points, 0, 0, watch.nanos());
    }

    long pointsASecond() {
        return Math.round(points * 1e9 / Math.max(nanos, 1));
    }
}
