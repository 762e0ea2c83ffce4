package io.holcstore.internal.sql.feed;

/**
 * A position in the order of changes.
 *
 * @param transaction the transaction that made the change; 0 on databases that order only by the sequence
 * @param sequence the number of the change
 */
public record ChangePosition(long transaction, long sequence) implements Comparable<ChangePosition> {
    /** The position before all changes. */
    public static final ChangePosition START = new ChangePosition(0, 0);

    @Override
    public int compareTo(ChangePosition other) {
        int order = Long.compare(transaction, other.transaction);
        return order != 0 ? order : Long.compare(sequence, other.sequence);
    }
}
