package io.holcstore.internal.definition;

import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.ShardRule;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import io.holcstore.partition.Partitioning;
import io.holcstore.store.AcrossShards;
import io.holcstore.time.ChunkBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects for a builder how the rows of a store are spread over partitions and servers. Each setting can be set once.
 * Not thread-safe.
 */
public final class SpreadSettings {
    private @Nullable Partitioning partitioning;
    private @Nullable Axis<?> shardAxis;
    private @Nullable AcrossShards across;

    public SpreadSettings() {}

    public void partitionBy(Partitioning how) {
        partitioning = Settings.once("partitionBy", partitioning, how);
    }

    public void shardedBy(Axis<?> axis) {
        shardAxis = Settings.once("shardedBy", shardAxis, axis);
    }

    public void acrossShards(AcrossShards choice) {
        across = Settings.once("acrossShards", across, choice);
    }

    /**
     * Returns the tables with these settings.
     *
     * @param everywhere the axes that every table of the store has
     * @param chunkBy how much time a chunk holds; null for a store without chunks
     */
    public TableSpec spread(TableSpec tables, List<Axis<?>> everywhere, @Nullable ChunkBy chunkBy) {
        return tables.partitioned(partitioning == null ? null : PartitionRule.of(partitioning, tables.axes(), chunkBy))
                .sharded(ShardRule.of(tables.name(), everywhere, shardAxis, across));
    }
}
