package io.holcstore.error;

/**
 * Thrown when a partition is to be dropped that has rows which replicas, projections or counters of versions need, or
 * that also holds other values. Nothing is dropped. The message says what to do first.
 */
public final class PartitionInUseException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String partition;

    /** Creates an exception with the name of the partition. */
    public PartitionInUseException(String message, String store, String partition) {
        super(message, null, store, null);
        this.partition = partition;
    }

    /** Returns the name of the partition, which is a table. */
    public String partition() {
        return partition;
    }
}
