package io.holcstore.internal.store;

import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.chunk.ChunkRules;
import io.holcstore.internal.definition.GridSettings;
import io.holcstore.internal.definition.Names;
import io.holcstore.internal.definition.Settings;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.sql.chunk.ChunkLayout;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.OffGrid;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The implementation of {@link StoreBuilder}. */
public final class ChunkDefinitionBuilder implements StoreBuilder {
    private final GridSettings grid = new GridSettings();
    private @Nullable String table;
    private final SpreadSettings spread = new SpreadSettings();
    private @Nullable Encoding encoding;
    private boolean replicated;

    public ChunkDefinitionBuilder() {}

    @Override
    public StoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    @Override
    public StoreBuilder axis(Axis<?> axis) {
        grid.axis(axis);
        return this;
    }

    @Override
    public StoreBuilder chunkBy(ChunkBy unit) {
        grid.chunkBy(unit);
        return this;
    }

    @Override
    public StoreBuilder freq(String text) {
        grid.freq(text);
        return this;
    }

    @Override
    public StoreBuilder freq(Duration duration) {
        grid.freq(() -> Frequency.of(duration));
        return this;
    }

    @Override
    public StoreBuilder freq(Period period) {
        grid.freq(() -> Frequency.of(period));
        return this;
    }

    @Override
    public StoreBuilder tz(String name) {
        grid.tz(name);
        return this;
    }

    @Override
    public StoreBuilder tz(ZoneId id) {
        grid.tz(id);
        return this;
    }

    @Override
    public StoreBuilder table(String name) {
        Names.checkTable(name);
        table = Settings.once("table", table, name);
        return this;
    }

    @Override
    public StoreBuilder offGrid(OffGrid policy) {
        grid.offGrid(policy);
        return this;
    }

    @Override
    public StoreBuilder requireStep() {
        grid.requireStep();
        return this;
    }

    @Override
    public StoreBuilder encoding(Encoding choice) {
        encoding = Settings.once("encoding", encoding, choice);
        return this;
    }

    @Override
    public StoreBuilder replicated() {
        replicated = true;
        return this;
    }

    @Override
    public StoreBuilder partitionBy(Partitioning how) {
        spread.partitionBy(how);
        return this;
    }

    @Override
    public StoreBuilder shardedBy(Axis<?> axis) {
        spread.shardedBy(axis);
        return this;
    }

    @Override
    public StoreBuilder acrossShards(AcrossShards choice) {
        spread.acrossShards(choice);
        return this;
    }

    @Override
    public StoreDefinition build() {
        return ChunkDefinition.of(
                Names.checkTable(Objects.requireNonNullElse(table, StoreDefinition.DEFAULT_TABLE)),
                grid,
                Objects.requireNonNullElse(encoding, Encoding.COMPACT),
                replicated,
                spread,
                new ChunkLayout(),
                calendar -> ChunkRules.OWN,
                SqlChunkStore::new);
    }

    @Override
    public ChunkStore open(DataSource dataSource, StoreOptions options) {
        return build().open(dataSource, options);
    }
}
