package io.holcstore.internal.schema;

import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The row of a store in the table of settings.
 *
 * @param settings the text of {@link TableSpec#settingsText}
 * @param version the version of its tables
 */
record Recorded(String settings, int version) {
    /** What a store has for which nothing is recorded. */
    static final Set<Optional<Recorded>> NONE = Set.of(Optional.empty());

    static final String MISSING = "no settings are recorded for it in " + TableSpec.SETTINGS_TABLE
            + "; schema().createIfMissing() records them";

    /**
     * Returns the row of a store, or an empty one when there is none; several where servers have different ones. Fails
     * when the table of settings does not exist.
     */
    static Set<Optional<Recorded>> of(TableSpec spec, Connection connection, SqlDialect dialect) throws SQLException {
        String one = select(spec);
        if (dialect.spreader() == null) {
            return query(spec, connection, dialect, one);
        }
        try {
            return query(spec, connection, dialect, ofEachServer(spec));
        } catch (SQLException e) {
            if (!dialect.isUnknownTable(e)) {
                throw e; // a server that does not answer may have other settings
            }
            try {
                return query(spec, connection, dialect, one); // the table of the series is missing
            } catch (SQLException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    /** Returns the row of a store on one server, or null when there is none. Locks it until the transaction ends. */
    static @Nullable Recorded locked(TableSpec spec, Connection connection, SqlDialect dialect) throws SQLException {
        return query(spec, connection, dialect, dialect.lockRows(select(spec)))
                .iterator()
                .next()
                .orElse(null);
    }

    private static String select(TableSpec spec) {
        return "SELECT \"settings\", \"version\" FROM " + spec.settingsTable() + " WHERE \"name\" = ?";
    }

    /**
     * Returns a query with one row from each server, of NULLs where it has no row of the store. A spreader asks any one
     * server for a table that it repeats, and all of them for the table of the series.
     */
    private static String ofEachServer(TableSpec spec) {
        return "SELECT s.\"settings\", s.\"version\" FROM (SELECT 1 AS \"one\") x LEFT JOIN " + spec.settingsTable()
                + " s ON s.\"name\" = ? LEFT JOIN " + spec.qualified(spec.table()) + " d ON 1 = 0";
    }

    private static Set<Optional<Recorded>> query(
            TableSpec spec, Connection connection, SqlDialect dialect, String select) throws SQLException {
        Set<Optional<Recorded>> found = new LinkedHashSet<>();
        try (PreparedStatement statement = dialect.prepare(connection, select)) {
            statement.setString(1, spec.table());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String settings = row.getString(1);
                    found.add(Optional.ofNullable(settings == null ? null : new Recorded(settings, row.getInt(2))));
                }
            }
        }
        return found.isEmpty() ? NONE : found;
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
