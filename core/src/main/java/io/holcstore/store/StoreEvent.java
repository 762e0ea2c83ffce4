package io.holcstore.store;

/**
 * The event of one verb. It contains no keys, so it can go to places that must not see them.
 *
 * @param verb the method of the store: {@code merge}, {@code read}, {@code cursor}, {@code bulkWriter}, {@code pull}.
 *     {@code findOne} counts as a {@code cursor}, and so does {@code forEach} except with {@link Combine}. The
 *     {@code All} of a write is left out. Every method that reads the values of one series counts as a {@code read}
 * @param store the name of the table as the definition gives it
 * @param series how many series were written or read; 0 where the verb does not know. For a pull, how many chunks were
 *     received
 * @param points how many points were written or read before the verb ended. For a read, these are grid points, with a
 *     value or without. For a pull, these are the points that it stored
 * @param bytes the size of the blobs that were written or read. For a pull, the size of the pages that were received
 * @param nanos how long the verb took, including the wait for a connection and all attempts. For a stream, the time
 *     until it was closed
 * @param attempts how often the transaction was run: more than 1 after deadlocks and lock timeouts. For a pull, 1 plus
 *     the number of requests that it repeated
 * @param outcome how the verb ended
 */
public record StoreEvent(
        String verb, String store, long series, long points, long bytes, long nanos, int attempts, Outcome outcome) {
    /** How a verb ended. */
    public enum Outcome {
        /** The verb did what it was asked to do. */
        DONE,
        /** The verb threw an exception. A write stored nothing. A pull stored what came before the exception. */
        FAILED,
        /** The answer to the commit was lost: either everything is stored, or nothing. */
        UNKNOWN
    }
}
