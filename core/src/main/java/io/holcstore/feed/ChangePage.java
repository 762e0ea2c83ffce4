package io.holcstore.feed;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A part of a change feed: the changes after one cursor and up to another one, in the order in which the source
 * committed them. Each chunk appears once, as its latest change has left it. Immutable except for the blobs that it
 * hands out, and thread-safe.
 */
public final class ChangePage {
    /** What the source had beyond a page when it was read. */
    public enum Remaining {
        /** Changes that the next page brings. */
        MORE,
        /** Changes that come once a transaction which is still running at the source has ended. */
        HELD_BACK,
        /** Nothing. */
        NOTHING
    }

    private record Chunk(SeriesKey key, int index) {}

    private final Map<String, String> shape;
    private final KeyFilter filter;
    private final ChangeCursor from;
    private final List<Change> changes;
    private final ChangeCursor next;
    private final Remaining remaining;
    private final long purgedSequence;

    /**
     * Creates a page, as {@link io.holcstore.store.ChangeFeed#changes} makes it or as it came over the network.
     *
     * @param shape what source and replica must agree on: {@link io.holcstore.store.StoreDefinition#shape()} of the
     *     source
     * @param filter what was asked for
     * @param from the cursor that was asked for
     * @param changes what came after it, each chunk once, all of them matching the filter
     * @param next where to go on; of the epoch of {@code from}, unless that is the start
     * @param remaining what the source has beyond it
     * @throws IllegalArgumentException when these contradict each other
     */
    public ChangePage(
            Map<String, String> shape,
            KeyFilter filter,
            ChangeCursor from,
            List<Change> changes,
            ChangeCursor next,
            Remaining remaining) {
        this(shape, filter, from, changes, next, remaining, 0);
    }

    /**
     * Creates a page of a source that may have purged tombstones.
     *
     * @param purgedSequence the highest sequence of a tombstone that the source has purged in this epoch; 0 for none
     * @throws IllegalArgumentException when these contradict each other
     */
    public ChangePage(
            Map<String, String> shape,
            KeyFilter filter,
            ChangeCursor from,
            List<Change> changes,
            ChangeCursor next,
            Remaining remaining,
            long purgedSequence) {
        this.shape = java.util.Collections.unmodifiableMap(new TreeMap<>(shape));
        this.filter = Objects.requireNonNull(filter, "filter");
        this.from = Objects.requireNonNull(from, "from");
        this.changes = List.copyOf(changes);
        this.next = Objects.requireNonNull(next, "next");
        this.remaining = Objects.requireNonNull(remaining, "remaining");
        this.purgedSequence = purgedSequence;
        if (purgedSequence < 0) {
            throw new IllegalArgumentException("no tombstone has the sequence " + purgedSequence);
        }
        if (next.isStart() || !(from.isStart() || from.isOfSameFeed(next)) || next.isBefore(from)) {
            throw new IllegalArgumentException("a page cannot lead from cursor " + from + " to " + next);
        }
        Set<Chunk> seen = new HashSet<>();
        for (Change change : this.changes) {
            if (!filter.matches(change.key())) {
                throw new IllegalArgumentException(change.key() + " is not among " + filter);
            }
            if (!seen.add(new Chunk(change.key(), change.chunk()))) {
                throw new IllegalArgumentException(
                        change.key() + ", chunk " + change.chunk() + " occurs twice in one page");
            }
        }
    }

    /**
     * Returns the settings that source and replica must agree on, as {@link io.holcstore.store.StoreDefinition#shape()}
     * names them.
     */
    public Map<String, String> shape() {
        return shape;
    }

    /** Returns the filter that was asked for. */
    public KeyFilter filter() {
        return filter;
    }

    /** Returns the cursor that was asked for. */
    public ChangeCursor from() {
        return from;
    }

    /** Returns the changes in their order. The list is unmodifiable. */
    public List<Change> changes() {
        return changes;
    }

    /** Returns the cursor for the next page, now or later. */
    public ChangeCursor next() {
        return next;
    }

    /** Returns what the source has beyond this page. */
    public Remaining remaining() {
        return remaining;
    }

    /**
     * Returns the highest sequence of a tombstone that the source has purged in this epoch, or 0. A replica that has
     * seen all pages since the start deletes what it has from before this sequence and did not see.
     */
    public long purgedSequence() {
        return purgedSequence;
    }

    /**
     * Returns whether the source had nothing more to show when this page was read. Ask for the next page later, not at
     * once.
     */
    public boolean isLast() {
        return remaining != Remaining.MORE;
    }

    @Override
    public String toString() {
        return changes.size() + " changes of " + filter + " from " + from + " to " + next + ", remaining: " + remaining;
    }
}
