package io.holcstore.internal.version;

import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.version.VersionLayout;
import io.holcstore.internal.sql.version.VersionSpec;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreDefinition;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The implementation of {@link VersionedStoreDefinition}. */
public final class VersionedDefinition extends TableDefinition<VersionedDefinition, VersionedStore>
        implements VersionedStoreDefinition {
    /** The largest value that a database accepts. */
    private static final long MAX_BLOB_BYTES = 1L << 30;

    private final ZoneId zone;
    private final VersionSpec versions;

    private VersionedDefinition(
            KeyAxes axes, VersionSpec versions, ZoneId zone, Opener<VersionedDefinition, VersionedStore> opener) {
        super(axes, versions.tables(), opener);
        this.zone = zone;
        this.versions = versions;
    }

    /**
     * Returns a definition with settings that were checked.
     *
     * @param table its name, after that of its schema if there is one
     * @param counterAxes the axes by which versions are counted
     * @param spread how the rows are spread over partitions and servers
     * @param opener creates the store
     */
    public static VersionedDefinition of(
            List<String> table,
            List<Axis<?>> axes,
            List<Axis<?>> counterAxes,
            SpreadSettings spread,
            ZoneId zone,
            Opener<VersionedDefinition, VersionedStore> opener) {
        KeyAxes keys = new KeyAxes(String.join(".", table), axes);
        Map<String, String> settings =
                Map.of("axes", keys.text(), "countVersionsBy", KeyAxes.text(counterAxes), "store", "versioned");
        TableSpec tables = spread.spread(
                TableSpec.of(table, axes, settings, MAX_BLOB_BYTES, false, new VersionLayout(counterAxes)),
                counterAxes,
                null);
        return new VersionedDefinition(keys, new VersionSpec(tables, counterAxes), zone, opener);
    }

    @Override
    public VersionedDefinition self() {
        return this;
    }

    /** Returns the tables of the store, and how its versions are counted. */
    public VersionSpec versions() {
        return versions;
    }

    /** Returns the values of a key on the axes by which its versions are counted. */
    SeriesKey counterGroup(SeriesKey key) {
        return KeyAxes.part(key, versions.counterAxes());
    }

    @Override
    public List<Axis<?>> counterAxes() {
        return versions.counterAxes();
    }

    @Override
    public ZoneId zone() {
        return zone;
    }
}
