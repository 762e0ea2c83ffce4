package io.holcstore.internal.version;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.version.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What all verbs of one opened store share: its definition, and its statements once the database is known. Thread-safe. */
public final class VersionContext {
    private final VersionedDefinition definition;
    private volatile @Nullable VersionTable table;

    public VersionContext(VersionedDefinition definition) {
        this.definition = definition;
    }

    public VersionedDefinition definition() {
        return definition;
    }

    /**
     * The statements of the store. The first call asks the database which it is and compares the settings recorded there with the definition.
     *
     * @throws SchemaMismatchException when they differ or there are none
     */
    public VersionTable table(Connection connection) throws SQLException {
        VersionTable known = table;
        if (known == null) {
            known = new VersionTable(definition.versions(), Dialects.of(connection));
            SqlSchema.requireWritable(definition.spec(), connection);
            table = known;
        }
        return known;
    }
}
