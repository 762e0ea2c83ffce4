package io.holcstore.key;

import java.util.List;
import java.util.stream.Stream;

/**
 * A set of keys, given by conditions on axes that must all hold. Create a filter with {@link Axis#is}, {@link Axis#in},
 * {@link Axis#between} or {@link #all}, and join filters with {@link #and}. Immutable and thread-safe. A filter may
 * name any number of values.
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
        return new Conjunction(Stream.concat(conditions().stream(), other.conditions().stream())
                .toList());
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

    /** Returns the conditions in the order written. The list is unmodifiable, and empty for {@link #all}. */
    List<Condition> conditions();

    /**
     * Returns a number that is the same for the same conditions in any order, on every machine, and in practice never
     * the same for others. Change cursors carry this number, so that a feed is read on with the filter that it was
     * begun with. Costs a SHA-256 of the conditions as text.
     */
    default long fingerprint() {
        return FilterFingerprint.of(this);
    }
}
