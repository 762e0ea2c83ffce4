package io.holcstore;

import io.holcstore.django.DjangoStoreBuilder;
import io.holcstore.internal.schema.RecordedStores;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.store.ChunkDefinitionBuilder;
import io.holcstore.internal.store.KeyedDefinitionBuilder;
import io.holcstore.internal.store.RecordedDefinition;
import io.holcstore.internal.store.VersionedDefinitionBuilder;
import io.holcstore.store.Definition;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStoreBuilder;
import java.util.List;
import javax.sql.DataSource;

/**
 * The entry point for every kind of store.
 *
 * <pre>{@code
 * ChunkStore loads = Store.define()
 *         .axis("version", INT)
 *         .axis("kind", VARCHAR(20))
 *         .chunkBy(YEAR_MONTH)
 *         .freq("1h")
 *         .tz("Europe/Paris")
 *         .table("load_curve")
 *         .open(dataSource);
 * loads.schema().createIfMissing();
 * }</pre>
 */
public final class Store {
    private Store() {}

    /** Begins the definition of a store that keeps regular series in calendar chunks. */
    public static StoreBuilder define() {
        return new ChunkDefinitionBuilder();
    }

    /**
     * Begins the definition of a store on the table that the Python application HoLcStore created for a model.
     *
     * @param app the label of the application, as in {@code app_label}
     * @param model the name of the model's class
     */
    public static DjangoStoreBuilder onDjangoTable(String app, String model) {
        return new DjangoStoreBuilder(app, model);
    }

    /** Begins the definition of a store that keeps series of any spacing in numbered versions. */
    public static VersionedStoreBuilder defineVersioned() {
        return new VersionedDefinitionBuilder();
    }

    /** Begins the definition of a store that keeps irregular series, one row each. */
    public static KeyedStoreBuilder defineKeyed() {
        return new KeyedDefinitionBuilder();
    }

    /**
     * Returns the names of the stores whose settings this database records, in its order. Tables of the Python
     * application record none.
     *
     * @throws io.holcstore.error.StoreSqlException when the database fails
     */
    public static List<String> recorded(DataSource dataSource) {
        return RecordedStores.names(Session.of(dataSource, StoreOptions.defaults()));
    }

    /**
     * Returns the definition of a store as its database records it, for tools that work with any store: a
     * {@code StoreDefinition}, {@code KeyedStoreDefinition} or {@code VersionedStoreDefinition}. An application defines
     * its stores itself, because the database does not record everything: how tables are partitioned, by which axis a
     * store is spread over servers, what becomes of points off the grid, and the zone of a versioned store.
     *
     * @param table the name of the store
     * @throws io.holcstore.error.SchemaMismatchException when nothing is recorded under this name, or a later version
     *     of the library created the tables
     * @throws io.holcstore.error.StoreSqlException when the database fails
     */
    public static Definition<? extends ReadableStore> recorded(DataSource dataSource, String table) {
        return RecordedDefinition.of(table, Session.of(dataSource, StoreOptions.defaults()));
    }
}
