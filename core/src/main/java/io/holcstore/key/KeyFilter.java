package io.holcstore.key;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which keys are meant: conditions on axes that must all hold. Made by {@link Axis#is}, {@link Axis#in},
 * {@link Axis#between} and {@link #all}, and joined with {@link #and}. Immutable and thread-safe. A filter may name any
 * number of values.
 *
 * <p>Two conditions on one axis may both be there; where they contradict each other, no key matches.
 */
public sealed interface KeyFilter permits AxisValue, Conjunction {
    /** Every key. */
    static KeyFilter all() {
        return Conjunction.ALL;
    }

    /** The keys that match this filter and the other. */
    default KeyFilter and(KeyFilter other) {
        return new Conjunction(Stream.concat(conditions().stream(), other.conditions().stream())
                .toList());
    }

    /**
     * Whether the key is meant.
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

    /** What must hold, in the order written; unmodifiable, empty for {@link #all}. */
    List<Condition> conditions();

    /**
     * A number that is the same for the same conditions in any order, on every machine, and practically never for
     * others. Change cursors carry it, so that a feed is read on with the filter it was begun with. Costs a SHA-256 of
     * the conditions as text.
     */
    default long fingerprint() {
        return FilterFingerprint.of(this);
    }
}
