package io.holcstore.internal.sql.feed;

/**
 * A place in the order of changes.
 *
 * @param transaction the transaction that made the change; 0 on databases that order by the sequence alone
 * @param sequence the change
 */
public record ChangePosition(long transaction, long sequence) implements Comparable<ChangePosition> {
    /** Before all changes. */
    public static final ChangePosition START = new ChangePosition(0, 0);

    @Override
    public int compareTo(ChangePosition other) {
        int order = Long.compare(transaction, other.transaction);
        return order != 0 ? order : Long.compare(sequence, other.sequence);
    }
}
