package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.common.Backticks;
import io.holcstore.internal.sql.dialect.common.CounterChangeOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the catalog of MariaDB and MySQL: which tables there are, and what makes them unfit for a store. */
final class InnoDbCatalog {
    private static final int NO_TABLE = 1146;
    private static final int NO_TRIGGER = 1360;

    /** Of a database, of a table, and of anything else. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    private final MariaDbDialect dialect;

    InnoDbCatalog(MariaDbDialect dialect) {
        this.dialect = dialect;
    }

    /** Returns what a statement finds under the name of a table; null when it finds nothing. */
    @Nullable
    FoundTable find(Connection connection, String table) throws SQLException {
        String[] names = Backticks.names(table);
        requireName(connection, names[1]);
        String sql = "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?"
                + " AND (BINARY TABLE_NAME = BINARY ? OR @@lower_case_table_names <> 0)"
                + " ORDER BY CASE TABLE_TYPE WHEN 'TEMPORARY' THEN 0 ELSE 1 END";
        return Statements.select(
                        connection.prepareStatement(sql),
                        statement -> {
                            statement.setString(1, names[0]);
                            statement.setString(2, names[1]);
                            statement.setString(3, names[1]);
                        },
                        rows -> rows.next() ? Optional.of(found(rows)) : Optional.<FoundTable>empty())
                .orElse(null);
    }

    /** Two definitions whose names differ in case would have one table, and settings of their own. */
    private void requireName(Connection connection, String name) throws SQLException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name)
                && Statements.select(
                        connection.prepareStatement("SELECT @@lower_case_table_names = 1"),
                        statement -> {},
                        rows -> rows.next() && rows.getBoolean(1))) {
            throw new DefinitionException(
                    "table " + name + ": with lower_case_table_names=1, " + dialect.product()
                            + " keeps names in lower case; call it " + lower + " in the definition",
                    name);
        }
    }

    private static FoundTable found(ResultSet row) throws SQLException {
        String schema = row.getString(1);
        String type = row.getString(3);
        String engine = String.valueOf(row.getString(4));
        String problem =
                switch (type) {
                    case "BASE TABLE" ->
                        "InnoDB".equals(engine)
                                ? ""
                                : "in schema " + schema + " has the engine " + engine
                                        + ", but stores need the transactions of InnoDB";
                    case "TEMPORARY" -> "is a temporary table of this connection";
                    default -> "in schema " + schema + " is a " + type.toLowerCase(Locale.ROOT);
                };
        return new FoundTable(schema, row.getString(2), problem);
    }

    /** Returns a schema, by default that of the connection; null when it does not exist. */
    @Nullable
    String schema(Connection connection, @Nullable String named) throws SQLException {
        return Statements.select(
                        connection.prepareStatement(
                                "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = COALESCE(?, DATABASE())"),
                        statement -> statement.setString(1, named),
                        rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty())
                .orElse(null);
    }

    /** The driver of MariaDB can report booleans as bits. */
    static boolean isTinyInt(Connection connection, ResultSet column) throws SQLException {
        List<String> names = new ArrayList<>();
        for (String part : List.of("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")) {
            names.add(column.getString(part));
        }
        return Statements.select(
                connection.prepareStatement("SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA IN (?, ?)"
                        + " AND TABLE_NAME = ? AND COLUMN_NAME = ? AND DATA_TYPE = 'tinyint'"),
                statement -> {
                    for (int i = 0; i < names.size(); i++) {
                        statement.setString(i + 1, names.get(i));
                    }
                },
                ResultSet::next);
    }

    /** Returns which collations and triggers make a table unfit for a store. */
    List<String> unfitColumns(Connection connection, FoundTable table, Ddl.Table definition) throws SQLException {
        String sql = "SELECT COLUMN_NAME, COLLATION_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ?"
                + " AND TABLE_NAME = ? AND COLLATION_NAME IS NOT NULL AND COLLATION_NAME <> ?"
                + " ORDER BY ORDINAL_POSITION";
        List<String> unfit = Statements.select(
                connection.prepareStatement(sql),
                statement -> {
                    statement.setString(1, table.schema());
                    statement.setString(2, table.name());
                    statement.setString(3, dialect.collation());
                },
                rows -> {
                    List<String> found = new ArrayList<>();
                    while (rows.next()) {
                        String column = rows.getString(1);
                        if (definition.primaryKey().contains(column)) {
                            found.add("column " + table.name() + '.' + column + ": the table has the collation "
                                    + rows.getString(2) + ", the definition has " + dialect.collation()
                                    + ", without which different keys would be one series");
                        }
                    }
                    return found;
                });
        if (definition.columns().stream().anyMatch(column -> column.name().equals(ChangeOrder.SEQUENCE_COLUMN))) {
            unfit.addAll(unfitNumbers(connection, table));
        }
        return unfit;
    }

    /** A table may lack triggers until its store is recorded, because each statement of its creation commits. */
    private List<String> unfitNumbers(Connection connection, FoundTable table) throws SQLException {
        return isRecorded(connection, table)
                ? CounterChangeOrder.missing(
                        table, InnoDbChangeOrder.triggers(table.name()), triggers(connection, table))
                : List.of();
    }

    private boolean isRecorded(Connection connection, FoundTable table) throws SQLException {
        String sql = "SELECT 1 FROM " + TableSpec.quote(table.schema()) + '.'
                + TableSpec.quote(TableSpec.SETTINGS_TABLE) + " WHERE \"name\" = ?";
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_TABLE) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Returns the triggers that a table has, and those that this user may not see: the list of triggers leaves out what
     * a user without the privilege TRIGGER asks for.
     */
    private Set<String> triggers(Connection connection, FoundTable table) throws SQLException {
        Set<String> there = new HashSet<>();
        for (String trigger : InnoDbChangeOrder.triggers(table.name())) {
            String sql = "SHOW CREATE TRIGGER " + TableSpec.quote(table.schema()) + '.' + TableSpec.quote(trigger);
            try (Statement statement = connection.createStatement()) {
                statement.execute(dialect.text(sql));
                there.add(trigger);
            } catch (SQLException e) {
                if (DENIED.contains(e.getErrorCode())) {
                    there.add(trigger);
                } else if (e.getErrorCode() != NO_TRIGGER) {
                    throw e;
                }
            }
        }
        return there;
    }
}
