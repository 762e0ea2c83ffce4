package io.holcstore.internal.store;

import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.Names;
import io.holcstore.internal.definition.Settings;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.keyed.KeyedDefinition;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The implementation of {@link KeyedStoreBuilder}. */
public final class KeyedDefinitionBuilder implements KeyedStoreBuilder {
    private final List<Axis<?>> axes = new ArrayList<>();
    private @Nullable String table;
    private final SpreadSettings spread = new SpreadSettings();

    public KeyedDefinitionBuilder() {}

    @Override
    public KeyedStoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    @Override
    public KeyedStoreBuilder axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
        return this;
    }

    @Override
    public KeyedStoreBuilder table(String name) {
        Names.checkTable(name);
        table = Settings.once("table", table, name);
        return this;
    }

    @Override
    public KeyedStoreBuilder partitionBy(Partitioning how) {
        spread.partitionBy(how);
        return this;
    }

    @Override
    public KeyedStoreBuilder shardedBy(Axis<?> axis) {
        spread.shardedBy(axis);
        return this;
    }

    @Override
    public KeyedStoreBuilder acrossShards(AcrossShards choice) {
        spread.acrossShards(choice);
        return this;
    }

    @Override
    public KeyedStoreDefinition build() {
        return KeyedDefinition.of(
                Names.checkTable(Objects.requireNonNullElse(table, KeyedStoreDefinition.DEFAULT_TABLE)),
                axes,
                spread,
                SqlKeyedStore::new);
    }

    @Override
    public KeyedStore open(DataSource dataSource, StoreOptions options) {
        return build().open(dataSource, options);
    }
}
