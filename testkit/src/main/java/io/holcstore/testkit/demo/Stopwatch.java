package io.holcstore.testkit.demo;

/** Adds up the time spent in the store, so that making or parsing readings is not counted. */
final class Stopwatch {
    private long nanos;

    void time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        nanos += System.nanoTime() - start;
    }

    long nanos() {
        return nanos;
    }
}
