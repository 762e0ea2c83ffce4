package io.holcstore.store;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.sql.Dialect;
import io.holcstore.sql.StoreSchema;
import io.holcstore.sql.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What all verbs of one opened store share: its definition, and its statements once the database is known. Thread-safe. */
final class VersionContext {
    private final VersionedStoreDefinition definition;
    private volatile @Nullable VersionTable table;

    VersionContext(VersionedStoreDefinition definition) {
        this.definition = definition;
    }

    VersionedStoreDefinition definition() {
        return definition;
    }

    /**
     * The statements of the store. The first call asks the database which it is and compares the settings recorded there with the definition.
     *
     * @throws SchemaMismatchException when they differ or there are none
     */
    VersionTable table(Connection connection) throws SQLException {
        VersionTable known = table;
        if (known == null) {
            known = new VersionTable(definition.spec(), Dialect.of(connection));
            StoreSchema.requireWritable(definition.spec().tables(), connection);
            table = known;
        }
        return known;
    }
}
