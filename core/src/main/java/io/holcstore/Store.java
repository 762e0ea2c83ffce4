package io.holcstore;

import io.holcstore.django.DjangoStoreBuilder;
import io.holcstore.internal.store.ChunkDefinitionBuilder;
import io.holcstore.internal.store.KeyedDefinitionBuilder;
import io.holcstore.internal.store.VersionedDefinitionBuilder;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStoreBuilder;

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
}
