package io.holcstore.key;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A set of keys, defined by conditions on axes that must all hold. Create a filter with {@link Axis#is},
 * {@link Axis#in}, {@link Axis#between} or {@link #all}, and combine filters with {@link #and}. A filter may name any
 * number of values. Immutable and thread-safe.
 *
 * <p>A filter may have two conditions on one axis. When they contradict each other, no key matches.
 */
public sealed interface KeyFilter permits AxisValue, Conjunction {
    /** Returns the filter that matches every key. */
    static KeyFilter all() {
        return Conjunction.ALL;
    }

    /** Returns a filter for the keys that match both this filter and the other one. */
    default KeyFilter and(KeyFilter other) {
        List<Condition> both = new ArrayList<>(conditions());
        both.addAll(other.conditions());
        return new Conjunction(Collections.unmodifiableList(both));
    }

    /**
     * Returns whether the key matches.
     *
     * @throws IllegalArgumentException when the key lacks an axis that the filter names
     */
    default boolean matches(SeriesKey key) {
        boolean matches = true;
        // All of them, so that an unknown axis is reported whatever the others say.
        for (Condition condition : conditions()) {
            matches &= condition.matches(key);
        }
        return matches;
    }

    /**
     * Returns the conditions in the order in which they were given. The list is unmodifiable, and empty for
     * {@link #all}.
     */
    List<Condition> conditions();

    /**
     * Returns a number that identifies the conditions. The same conditions have the same number, in any order and on
     * every machine. Different conditions in practice never have the same number. Change cursors carry this number, so
     * that a feed continues only with the filter with which it began. Costs a SHA-256 of the conditions as text.
     */
    default long fingerprint() {
        return FilterFingerprint.of(this);
    }
}
