package io.holcstore.internal.keyed;

import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.keyed.SeriesLayout;
import io.holcstore.key.Axis;
import io.holcstore.partition.Partitioning;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The implementation of {@link KeyedStoreDefinition}. */
public final class KeyedDefinition extends TableDefinition<KeyedDefinition, KeyedStore>
        implements KeyedStoreDefinition {
    /** The largest value that a database accepts. */
    private static final long MAX_BLOB_BYTES = 1L << 30;

    private KeyedDefinition(KeyAxes axes, TableSpec spec, Opener<KeyedDefinition, KeyedStore> opener) {
        super(axes, spec, opener);
    }

    /**
     * Returns a definition with settings that were checked.
     *
     * @param table its name, after that of its schema if there is one
     * @param partitioning how the tables are partitioned; null for tables in one piece
     * @param opener creates the store
     */
    public static KeyedDefinition of(
            List<String> table,
            List<Axis<?>> axes,
            @Nullable Partitioning partitioning,
            Opener<KeyedDefinition, KeyedStore> opener) {
        KeyAxes keys = new KeyAxes(String.join(".", table), axes);
        Map<String, String> settings = Map.of("axes", keys.text(), "store", "keyed");
        return new KeyedDefinition(
                keys,
                TableSpec.of(table, axes, settings, MAX_BLOB_BYTES, false, new SeriesLayout())
                        .partitioned(rule(partitioning, axes, null)),
                opener);
    }

    @Override
    public KeyedDefinition self() {
        return this;
    }
}
