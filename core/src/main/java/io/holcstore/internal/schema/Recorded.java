package io.holcstore.internal.schema;

import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the table of settings says of a store.
 *
 * @param settings as {@link TableSpec#settingsText} wrote them
 * @param version of its tables
 */
record Recorded(String settings, int version) {
    static final String MISSING = "no settings are recorded for it in " + TableSpec.SETTINGS_TABLE
            + "; schema().createIfMissing() records them";

    /** What is recorded for a store, or null when there is nothing. Fails when the table of settings is not there. */
    static @Nullable Recorded of(TableSpec spec, Connection connection, SqlDialect dialect) throws SQLException {
        return query(spec, connection, dialect, UnaryOperator.identity());
    }

    /** As {@link #of}, with a lock on the row until the transaction ends. */
    static @Nullable Recorded locked(TableSpec spec, Connection connection, SqlDialect dialect) throws SQLException {
        return query(spec, connection, dialect, dialect::lockRows);
    }

    private static @Nullable Recorded query(
            TableSpec spec, Connection connection, SqlDialect dialect, UnaryOperator<String> lock) throws SQLException {
        try (PreparedStatement statement = dialect.prepare(
                connection,
                lock.apply("SELECT \"settings\", \"version\" FROM " + spec.settingsTable() + " WHERE \"name\" = ?"))) {
            statement.setString(1, spec.table());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Recorded(row.getString(1), row.getInt(2)) : null;
            }
        }
    }

    /** Why a build that knows tables of one version does not use these; empty when it does. */
    String versionProblem(int known) {
        if (version == known) {
            return "";
        }
        String both = "the tables have version " + version + ", but this build of the library uses version " + known;
        return version > known
                ? both + "; they were made by a later version of the library: update the library of this application"
                : both + "; run schema().upgrade()";
    }
}
