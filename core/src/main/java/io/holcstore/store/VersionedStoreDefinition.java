package io.holcstore.store;

import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.sql.Ddl;
import io.holcstore.sql.Dialect;
import io.holcstore.sql.TableLayout;
import io.holcstore.sql.TableSpec;
import io.holcstore.sql.VersionSpec;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What a store of versions is: complete, checked and immutable; opened over any number of data sources. */
public final class VersionedStoreDefinition {
    /** The table of a definition that names none. */
    public static final String DEFAULT_TABLE = "holcstore_versions";

    /** As much as a database takes for one value. */
    private static final long MAX_BLOB_BYTES = 1L << 30;

    private final KeyAxes keys;
    private final ZoneId zone;
    private final VersionSpec spec;

    VersionedStoreDefinition(List<String> table, List<Axis<?>> axes, List<Axis<?>> counterAxes, ZoneId zone) {
        this.zone = zone;
        this.keys = new KeyAxes(String.join(".", table), axes);
        Map<String, String> settings =
                Map.of("axes", keys.text(), "countVersionsBy", KeyAxes.text(counterAxes), "store", "versioned");
        TableSpec tables = new TableSpec(
                table.size() == 2 ? table.get(0) : null,
                table.get(table.size() - 1),
                axes,
                settings,
                MAX_BLOB_BYTES,
                false,
                TableLayout.versions(counterAxes));
        this.spec = new VersionSpec(tables, counterAxes);
    }

    /**
     * The store over a data source. Runs no statement; the tables are made by {@link VersionedStore#schema()}.
     *
     * <p>A verb is a transaction of its own on a connection of its own, also inside a method that is {@code @Transactional}; only through
     * {@link VersionedStore#on} does it join another transaction. A verb that gets a connection inside somebody's transaction throws
     * {@link IllegalStateException}: {@link StoreDefinition#open} says which data source to give.
     */
    public VersionedStore open(DataSource dataSource) {
        return new VersionedStore(this, dataSource);
    }

    /**
     * The DDL of the store as a script, the same for the same definition.
     *
     * <p>Where the definition names no schema, the script makes its tables in the first schema of the search path, also where tables of these names
     * lie further down the path: the new tables then hide them. {@code schema().createIfMissing()} refuses that.
     */
    public String ddl(Dialect dialect) {
        return Ddl.script(spec.tables(), dialect);
    }

    /**
     * A key by its values, in the order of the axes.
     *
     * @throws IllegalArgumentException when there are more or fewer values than axes, or one is not of its axis's type
     */
    public SeriesKey key(Object... values) {
        return keys.key(values);
    }

    /** The same key with its values in the order of the axes. */
    SeriesKey canonical(SeriesKey key) {
        return keys.canonical(key);
    }

    /** The values of a key on the axes by which its versions are counted. */
    SeriesKey counterGroup(SeriesKey key) {
        return KeyAxes.part(key, spec.counterAxes());
    }

    /** The table as it was named. */
    public String name() {
        return spec.tables().name();
    }

    public List<Axis<?>> axes() {
        return keys.list();
    }

    /** The axes by which versions are counted: all of them, unless fewer were chosen. */
    public List<Axis<?>> counterAxes() {
        return spec.counterAxes();
    }

    /** The zone of calendar steps. */
    public ZoneId zone() {
        return zone;
    }

    VersionSpec spec() {
        return spec;
    }

    /** The table and its settings, for messages and logs. */
    @Override
    public String toString() {
        return name() + ' ' + spec.tables().settings();
    }
}
