package io.holcstore.internal.schema;

import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The row of a store in the table of settings.
 *
 * @param settings the text of {@link TableSpec#settingsText}
 * @param version the version of its tables
 */
record Recorded(String settings, int version) {
    static final String MISSING = "no settings are recorded for it in " + TableSpec.SETTINGS_TABLE
            + "; schema().createIfMissing() records them";

    /** Returns the row of a store, or null when there is none. Fails when the table of settings does not exist. */
    static @Nullable Recorded of(TableSpec spec, Connection connection, SqlDialect dialect) throws SQLException {
        return of(spec.settingsTable(), spec.table(), connection, dialect);
    }

    /** Does the same for a store that is known by its name alone. */
    static @Nullable Recorded of(String settingsTable, String name, Connection connection, SqlDialect dialect)
            throws SQLException {
        return query(name, connection, dialect, select(settingsTable));
    }

    /** Does the same, and locks the row until the transaction ends. */
    static @Nullable Recorded locked(TableSpec spec, Connection connection, SqlDialect dialect) throws SQLException {
        return query(spec.table(), connection, dialect, dialect.lockRows(select(spec.settingsTable())));
    }

    private static String select(String settingsTable) {
        return "SELECT \"settings\", \"version\" FROM " + settingsTable + " WHERE \"name\" = ?";
    }

    private static @Nullable Recorded query(String name, Connection connection, SqlDialect dialect, String select)
            throws SQLException {
        try (PreparedStatement statement = dialect.prepare(connection, select)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Recorded(row.getString(1), row.getInt(2)) : null;
            }
        }
    }

    /** Returns why a build that supports one version cannot use these tables; empty when it can. */
    String versionProblem(int known) {
        if (version == known) {
            return "";
        }
        String both = "the tables have version " + version + ", but this build of the library uses version " + known;
        return version > known
                ? both + "; a later version of the library created them: update the library of this application"
                : both + "; run schema().upgrade()";
    }
}
