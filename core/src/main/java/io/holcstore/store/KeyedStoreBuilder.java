package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts the definition of a keyed store together. Nothing is needed: without axes there is one series, and the table is
 * {@code holcstore_keyed}. Every mistake is a {@link DefinitionException} that names the setting and what would work. Not thread-safe.
 */
public final class KeyedStoreBuilder {
    private final List<Axis<?>> axes = new ArrayList<>();
    private @Nullable String table;

    /** Use {@code Store.defineKeyed()}. */
    public KeyedStoreBuilder() {}

    /** Adds an axis; their order is the order of the key columns. */
    public KeyedStoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    /** Adds an axis; their order is the order of the key columns. */
    public KeyedStoreBuilder axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
        return this;
    }

    /** The table of series, {@code name} or {@code schema.name}. */
    public KeyedStoreBuilder table(String name) {
        Names.checkTable(name);
        table = StoreBuilder.once("table", table, name);
        return this;
    }

    /** The finished definition. */
    public KeyedStoreDefinition build() {
        return new KeyedStoreDefinition(
                Names.checkTable(Objects.requireNonNullElse(table, KeyedStoreDefinition.DEFAULT_TABLE)), axes);
    }

    /** {@link #build} and {@link KeyedStoreDefinition#open} in one: each verb is a transaction of its own, also inside another one. */
    public KeyedStore open(DataSource dataSource) {
        return build().open(dataSource);
    }
}
