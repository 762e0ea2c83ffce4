package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import javax.sql.DataSource;

/**
 * Puts the definition of a keyed store together. Nothing is needed: without axes there is one series, and the table is
 * {@code holcstore_keyed}. Every mistake is a {@link DefinitionException} that names the setting and what would work.
 * Not thread-safe.
 */
public interface KeyedStoreBuilder {
    /** Adds an axis; their order is the order of the key columns. */
    KeyedStoreBuilder axis(String name, AxisType<?> type);

    /** Adds an axis; their order is the order of the key columns. */
    KeyedStoreBuilder axis(Axis<?> axis);

    /** The table of series, {@code name} or {@code schema.name}. */
    KeyedStoreBuilder table(String name);

    /** The finished definition. */
    KeyedStoreDefinition build();

    /**
     * {@link #build} and {@link KeyedStoreDefinition#open} in one: each verb is a transaction of its own, also inside
     * another one.
     */
    default KeyedStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** As {@link #open(DataSource)}, with a listener or a time limit. */
    KeyedStore open(DataSource dataSource, StoreOptions options);
}
