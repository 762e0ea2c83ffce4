package io.holcstore.store;

import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.sql.Ddl;
import io.holcstore.sql.Dialect;
import io.holcstore.sql.TableLayout;
import io.holcstore.sql.TableSpec;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What a keyed store is: complete, checked and immutable; opened over any number of data sources. */
public final class KeyedStoreDefinition {
    /** The table of a definition that names none. */
    public static final String DEFAULT_TABLE = "holcstore_keyed";

    /** As much as a database takes for one value. */
    private static final long MAX_BLOB_BYTES = 1L << 30;

    private final KeyAxes axes;
    private final TableSpec spec;

    KeyedStoreDefinition(List<String> table, List<Axis<?>> axes) {
        this.axes = new KeyAxes(String.join(".", table), axes);
        this.spec = new TableSpec(
                table.size() == 2 ? table.get(0) : null,
                table.get(table.size() - 1),
                axes,
                Map.of("axes", this.axes.text(), "store", "keyed"),
                MAX_BLOB_BYTES,
                false,
                TableLayout.series());
    }

    /**
     * The store over a data source. Runs no statement; the tables are made by {@link KeyedStore#schema()}.
     *
     * <p>A verb is a transaction of its own on a connection of its own, also inside a method that is {@code @Transactional}; only through
     * {@link KeyedStore#on} does it join another transaction. A verb that gets a connection inside somebody's transaction throws
     * {@link IllegalStateException}: {@link StoreDefinition#open} says which data source to give.
     */
    public KeyedStore open(DataSource dataSource) {
        return new KeyedStore(this, dataSource);
    }

    /**
     * The DDL of the store as a script, the same for the same definition.
     *
     * <p>Where the definition names no schema, the script makes its tables in the first schema of the search path, also where tables of these names
     * lie further down the path: the new tables then hide them. {@code schema().createIfMissing()} refuses that.
     */
    public String ddl(Dialect dialect) {
        return Ddl.script(spec, dialect);
    }

    /**
     * A key by its values, in the order of the axes.
     *
     * @throws IllegalArgumentException when there are more or fewer values than axes, or one is not of its axis's type
     */
    public SeriesKey key(Object... values) {
        return axes.key(values);
    }

    SeriesKey canonical(SeriesKey key) {
        return axes.canonical(key);
    }

    /** The table as it was named. */
    public String name() {
        return spec.name();
    }

    public List<Axis<?>> axes() {
        return axes.list();
    }

    TableSpec spec() {
        return spec;
    }

    /** The table and its settings, for messages and logs. */
    @Override
    public String toString() {
        return name() + ' ' + spec.settings();
    }
}
