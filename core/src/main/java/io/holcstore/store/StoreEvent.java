package io.holcstore.store;

/**
 * What one verb did. It has no keys, so that it can go to places that must not see them.
 *
 * @param verb the method of the store: {@code merge}, {@code read}, {@code cursor}, {@code bulkWriter}, {@code pull};
 *     {@code findOne} is a {@code cursor}, and so is {@code forEach} except with {@link Combine}, the {@code All} of a
 *     write is left out, and all that reads the values of one series is a {@code read}
 * @param store the table as it was named
 * @param series how many series were written or read; 0 where the verb does not know. Of a pull, how many chunks came
 * @param points how many points were written or read, as far as the verb got; those of a read are grid points, with a
 *     value or without; those of a pull are what it stored
 * @param bytes size of the blobs that were written or read; of a pull, of the pages that came
 * @param nanos how long the verb took, with the wait for a connection and all attempts; a stream until it was closed
 * @param attempts how often the transaction was run: more than 1 after deadlocks and lock timeouts. Of a pull, 1 and
 *     how many requests it made again
 * @param outcome how it ended
 */
public record StoreEvent(
        String verb, String store, long series, long points, long bytes, long nanos, int attempts, Outcome outcome) {
    /** How a verb ended. */
    public enum Outcome {
        /** It did what it was asked to do. */
        DONE,
        /** It threw an exception; nothing of a write was stored; of a pull, what came before. */
        FAILED,
        /** The answer to its commit was lost: all of it is stored, or nothing. */
        UNKNOWN
    }
}
