package io.holcstore.benchmarks;

/** What totals are asked for. */
enum Bucket {
    MONTH("1month"),
    DAY("1d");

    private final String step;

    Bucket(String step) {
        this.step = step;
    }

    /** As the library writes it. */
    String step() {
        return step;
    }
}
