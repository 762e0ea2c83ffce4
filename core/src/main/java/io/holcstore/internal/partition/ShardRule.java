package io.holcstore.internal.partition;

import io.holcstore.error.AcrossShardsException;
import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.Condition;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.AcrossShards;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The axis by which the series of a store are spread over servers. The library does not see the servers. It knows only
 * that series with the same value of the axis lie on the same one. Immutable and thread-safe.
 */
public final class ShardRule {
    private final String store;
    private final Axis<?> axis;
    private final AcrossShards across;

    private ShardRule(String store, Axis<?> axis, AcrossShards across) {
        this.store = store;
        this.axis = axis;
        this.across = across;
    }

    /**
     * Returns the rule of a definition; null for a store on one server.
     *
     * @param axes the axes that every table of the store has
     */
    public static @Nullable ShardRule of(
            String store, List<Axis<?>> axes, @Nullable Axis<?> axis, @Nullable AcrossShards across) {
        if (axis == null) {
            if (across != null) {
                throw new DefinitionException(
                        store + ": acrossShards(" + across + ") has no meaning without shardedBy: add shardedBy(axis)",
                        store,
                        "acrossShards");
            }
            return null;
        }
        if (!axes.contains(axis)) {
            throw new DefinitionException(
                    store + ": shardedBy(" + axis.name()
                            + ") must name an axis that every table of the store has; these are "
                            + axes.stream().map(Axis::name).toList()
                            + " (in a versioned store, those of countVersionsBy)",
                    store,
                    "shardedBy");
        }
        return new ShardRule(store, axis, Objects.requireNonNullElse(across, AcrossShards.REFUSE));
    }

    /** Returns the name of the axis. */
    public String axis() {
        return axis.name();
    }

    /** Collects the values of the axis that one transaction writes. Not thread-safe. */
    public final class Written {
        private @Nullable Object value;

        /**
         * Adds a key.
         *
         * @throws AcrossShardsException when the key has another value of the axis than those before it
         */
        public void add(SeriesKey key) {
            if (across != AcrossShards.REFUSE) {
                return;
            }
            Object now = key.get(axis);
            if (value == null) {
                value = now;
            } else if (!value.equals(now)) {
                throw refusal(
                        "a verb is to write series of " + axis.name() + " '" + value + "' and '" + now + '\'',
                        "write the series of each " + axis.name() + " in a verb of its own",
                        value.toString(),
                        now.toString());
            }
        }

        /** Does the same for every key that matches a filter. */
        public void add(KeyFilter filter) {
            if (across != AcrossShards.REFUSE) {
                return;
            }
            Object only = only(filter);
            if (only == null || (value != null && !value.equals(only))) {
                throw refusal(
                        "a verb is to write all series that match " + filter + ", which does not name one "
                                + axis.name(),
                        "call the verb for each " + axis.name() + ", with a condition that names it",
                        null,
                        null);
            }
            value = only;
        }
    }

    /** Returns the record of a transaction that has not written yet. */
    public Written written() {
        return new Written();
    }

    /**
     * Requires keys of one server.
     *
     * @throws AcrossShardsException when these keys may lie on different servers
     */
    public void requireOne(Collection<SeriesKey> keys) {
        Written written = written();
        keys.forEach(written::add);
    }

    /**
     * Requires a filter for series of one server.
     *
     * @throws AcrossShardsException when the matching series may lie on different servers
     */
    public void requireOne(KeyFilter filter) {
        written().add(filter);
    }

    private @Nullable Object only(KeyFilter filter) {
        for (Condition condition : filter.conditions()) {
            if (condition.axis().equals(axis)
                    && condition instanceof Condition.In<?> in
                    && in.values().size() == 1) {
                return in.values().get(0);
            }
        }
        return null;
    }

    private AcrossShardsException refusal(
            String what, String instead, @Nullable String first, @Nullable String second) {
        return new AcrossShardsException(
                store + ": " + what + ", which may lie on different servers; " + instead
                        + ", or define the store with acrossShards(NOT_ATOMIC), which may leave a verb half stored"
                        + " after a failure",
                store,
                axis.name(),
                first,
                second);
    }
}
