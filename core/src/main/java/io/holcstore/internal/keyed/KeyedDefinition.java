package io.holcstore.internal.keyed;

import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.keyed.SeriesLayout;
import io.holcstore.key.Axis;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreDefinition;
import java.util.List;
import java.util.Map;

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
     * @param spread how the rows are spread over partitions and servers
     * @param opener creates the store
     */
    public static KeyedDefinition of(
            List<String> table, List<Axis<?>> axes, SpreadSettings spread, Opener<KeyedDefinition, KeyedStore> opener) {
        KeyAxes keys = new KeyAxes(String.join(".", table), axes);
        Map<String, String> settings = Map.of("axes", keys.text(), "store", "keyed");
        return new KeyedDefinition(
                keys,
                spread.spread(
                        TableSpec.of(table, axes, settings, MAX_BLOB_BYTES, false, new SeriesLayout()), axes, null),
                opener);
    }

    @Override
    public KeyedDefinition self() {
        return this;
    }
}
