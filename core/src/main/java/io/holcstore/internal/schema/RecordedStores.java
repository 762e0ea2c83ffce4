package io.holcstore.internal.schema;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a database records about the stores in it. */
public final class RecordedStores {
    private RecordedStores() {}

    /** Returns the names of the stores that are recorded in the table of settings that statements find. */
    public static List<String> names(Session session) {
        return session.read(verb("listing the stores of the database"), RecordedStores::names);
    }

    private static Verb verb(String doing) {
        return Verb.of("recorded", TableSpec.SETTINGS_TABLE, () -> doing);
    }

    private static List<String> names(Connection connection) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        String table = TableSpec.quote(TableSpec.SETTINGS_TABLE);
        if (dialect.find(connection, table) == null) {
            return List.of();
        }
        String sql = "SELECT \"name\" FROM " + table + " ORDER BY \"name\"";
        return Statements.select(dialect.prepare(connection, sql), statement -> {}, rows -> {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        });
    }

    private static String unknown(List<String> names) {
        return "no settings are recorded for it in " + TableSpec.SETTINGS_TABLE + "; the stores that are recorded: "
                + (names.isEmpty() ? "none" : String.join(", ", names));
    }

    /**
     * Returns the recorded settings of a store.
     *
     * @param table the name of its table, after that of its schema if there is one
     * @throws SchemaMismatchException when nothing is recorded, or the tables have a later version than this build
     *     knows
     */
    public static Map<String, String> settings(List<String> table, Session session) {
        String name = table.get(table.size() - 1);
        String settings = (table.size() == 1 ? "" : TableSpec.quote(table.get(0)) + '.')
                + TableSpec.quote(TableSpec.SETTINGS_TABLE);
        return session.read(verb("reading the settings of " + String.join(".", table)), connection -> {
            SqlDialect dialect = Dialects.of(connection);
            Recorded recorded = dialect.find(connection, settings) == null
                    ? null
                    : Recorded.of(settings, name, connection, dialect);
            String problem = recorded == null
                    ? unknown(names(connection))
                    : recorded.version() > Ddl.SETTINGS_VERSION ? recorded.versionProblem(Ddl.SETTINGS_VERSION) : "";
            if (recorded == null || !problem.isEmpty()) {
                throw new SchemaMismatchException(String.join(".", table), List.of(problem));
            }
            return TableSpec.parseSettings(recorded.settings());
        });
    }
}
