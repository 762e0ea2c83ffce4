package io.holcstore.benchmarks;

/**
 * A way to keep the values of a chunk in bytes. Not thread-safe; encoding leaves the blob alone as garbage where the
 * library allows it.
 */
interface Codec {
    /** All values as one blob that needs nothing beside it but how many values it has. */
    byte[] encode(double[] values);

    /** The values of the blob, as many as {@code dest} is long; every NaN comes back as some NaN. */
    void decode(byte[] blob, double[] dest);
}
