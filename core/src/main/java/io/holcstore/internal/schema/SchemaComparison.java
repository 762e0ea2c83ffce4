package io.holcstore.internal.schema;

import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the database says of a store's tables and lists where the definition says otherwise. */
final class SchemaComparison {
    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Connection connection;
    private final StoreTables tables;
    private final List<String> differences = new ArrayList<>();
    private final List<String> addable = new ArrayList<>();

    private record Found(String type, boolean nullable) {}

    SchemaComparison(TableSpec spec, SqlDialect dialect, Connection connection) throws SQLException {
        this.spec = spec;
        this.dialect = dialect;
        this.connection = connection;
        this.tables = StoreTables.find(spec, dialect, connection);
    }

    List<String> differences() throws SQLException {
        differences.addAll(tables.problems());
        if (!differences.isEmpty()) {
            return differences;
        }
        Recorded recorded = recorded();
        if (isOtherVersion(recorded, differences)) {
            return differences;
        }
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            FoundTable there = compare(table);
            if (there != null) {
                compareUnique(table, there);
            }
        }
        if (spec.layout().isOwn() && compare(Ddl.settingsTable(dialect)) != null) {
            compareSettings(spec, recorded, "", differences);
        }
        return differences;
    }

    /**
     * Why the tables that are missing cannot be made, or what differs in those that are there; tables that are missing,
     * and settings that are not recorded, do not count as differences.
     */
    List<String> conflicts() throws SQLException {
        differences.addAll(tables.problems());
        if (!differences.isEmpty()) {
            return differences;
        }
        Recorded recorded = recorded();
        if (isOtherVersion(recorded, differences)) {
            return differences;
        }
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            if (has(table)) {
                compare(table);
            }
        }
        differences.removeAll(addable);
        if (recorded != null) {
            compareSettings(spec, recorded, "", differences);
        }
        differences.addAll(tables.hidden(recorded != null));
        return differences;
    }

    /** The definition with the schema in which its tables are, or are to be made; there are no {@link #conflicts}. */
    TableSpec placed() throws SQLException {
        return tables.placed();
    }

    /** What differs in the settings that are recorded, but for the one {@code ignored}; looks at no other table. */
    static List<String> settings(TableSpec spec, SqlDialect dialect, Connection connection, String ignored)
            throws SQLException {
        StoreTables tables = StoreTables.settings(spec, dialect, connection);
        List<String> differences = new ArrayList<>(tables.problems());
        if (differences.isEmpty() && tables.get(TableSpec.SETTINGS_TABLE) == null) {
            differences.add(missing(TableSpec.SETTINGS_TABLE));
        } else if (differences.isEmpty()) {
            compareSettings(spec, Recorded.of(spec, connection, dialect), ignored, differences);
        }
        return differences;
    }

    private @Nullable Recorded recorded() throws SQLException {
        return has(Ddl.settingsTable(dialect)) ? Recorded.of(spec, connection, dialect) : null;
    }

    /** Whether the tables have another version than this build knows, which is all there is to say of them. */
    private static boolean isOtherVersion(@Nullable Recorded recorded, List<String> differences) {
        String problem = recorded == null ? "" : recorded.versionProblem(Ddl.SETTINGS_VERSION);
        if (!problem.isEmpty()) {
            differences.add(problem);
        }
        return !problem.isEmpty();
    }

    /**
     * Whether a table that other stores use, too, lacks columns of this version, because no store has been upgraded
     * that uses it.
     */
    boolean lacksColumns() {
        return !addable.isEmpty();
    }

    boolean has(Ddl.Table table) {
        return tables.get(table.name()) != null;
    }

    /** The table, or null where it is missing. */
    private @Nullable FoundTable compare(Ddl.Table definition) throws SQLException {
        String table = definition.name();
        FoundTable there = tables.get(table);
        if (there == null) {
            differences.add(missing(table));
            return null;
        }
        Map<String, Found> found = columns(there);
        for (Ddl.Column column : definition.columns()) {
            Found other = found.remove(column.name());
            String wanted = describe(column.type(), column.nullable() || nullableThere(column, other));
            if (other == null) {
                String difference =
                        "column " + table + '.' + column.name() + ": the table has none, the definition says " + wanted;
                differences.add(difference);
                if (column.nullable() && StoreTables.SHARED.contains(table)) {
                    addable.add(difference);
                }
            } else if (!describe(other.type, other.nullable).equals(wanted)) {
                differences.add("column " + table + '.' + column.name() + ": the table says "
                        + describe(other.type, other.nullable) + ", the definition says " + wanted);
            }
        }
        found.forEach((name, other) -> {
            if (!other.nullable) {
                differences.add("column " + table + '.' + name + ": the table says " + describe(other.type, false)
                        + ", the definition has no such column");
            }
        });
        List<String> key = primaryKey(there);
        if (!key.equals(definition.primaryKey())) {
            differences.add("primary key of " + table + ": the table says " + key + ", the definition says "
                    + definition.primaryKey());
        }
        return there;
    }

    static String missing(String table) {
        return "there is no table " + table + "; schema().createIfMissing() makes it";
    }

    /**
     * In a table that is not ours, a column of the key may take NULL: the store does not count rows that have it as
     * series.
     */
    private boolean nullableThere(Ddl.Column column, @Nullable Found other) {
        return other != null
                && other.nullable
                && !spec.layout().isOwn()
                && spec.axes().stream().anyMatch(axis -> axis.name().equals(column.name()));
    }

    /** By columns, not by name: what counts is that no chunk can be there twice. */
    private void compareUnique(Ddl.Table definition, FoundTable there) throws SQLException {
        Map<String, List<String>> found = new TreeMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), there.schema(), there.name(), true, true)) {
            while (rows.next()) {
                if (rows.getString("COLUMN_NAME") != null) {
                    found.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new ArrayList<>())
                            .add(unquoted(rows.getString("COLUMN_NAME")));
                }
            }
        }
        for (Ddl.Index index : definition.indexes()) {
            boolean unique = found.values().stream()
                    .anyMatch(columns ->
                            columns.size() == index.columns().size() && columns.containsAll(index.columns()));
            if (index.unique() && !unique) {
                differences.add(
                        "unique constraint of " + definition.name() + ": the table has none on " + index.columns());
            }
        }
    }

    /** PostgreSQL's driver tells names of index columns as they would be written in SQL. */
    private static String unquoted(String name) {
        return name.startsWith("\"") && name.endsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    private static String describe(String type, boolean nullable) {
        return type + (nullable ? "" : " not null");
    }

    private Map<String, Found> columns(FoundTable table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Map<String, Found> found = new LinkedHashMap<>();
        try (ResultSet rows =
                metaData.getColumns(connection.getCatalog(), pattern(table.schema()), pattern(table.name()), "%")) {
            while (rows.next()) {
                boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
                found.put(rows.getString("COLUMN_NAME"), new Found(dialect.reportedType(rows), nullable));
            }
        }
        return found;
    }

    private List<String> primaryKey(FoundTable table) throws SQLException {
        Map<Short, String> columns = new TreeMap<>();
        try (ResultSet rows =
                connection.getMetaData().getPrimaryKeys(connection.getCatalog(), table.schema(), table.name())) {
            while (rows.next()) {
                columns.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** A name as a search pattern: its underscores are escaped so that they match themselves. */
    private String pattern(String name) throws SQLException {
        String escape = connection.getMetaData().getSearchStringEscape();
        return name.replace("_", escape + '_');
    }

    /** Adds what differs between the settings of a definition and those recorded, but for the one {@code ignored}. */
    static void compareSettings(TableSpec spec, @Nullable Recorded recorded, String ignored, List<String> differences) {
        if (recorded == null) {
            differences.add(Recorded.MISSING);
            return;
        }
        if (isOtherVersion(recorded, differences)) {
            return;
        }
        Map<String, String> table = TableSpec.parseSettings(recorded.settings());
        TreeSet<String> names = new TreeSet<>(table.keySet());
        names.addAll(spec.settings().keySet());
        for (String name : names) {
            String there = table.getOrDefault(name, "nothing");
            String here = spec.settings().getOrDefault(name, "nothing");
            boolean unknown = name.equals(ZoneData.DAY_STARTS) && !table.containsKey(name); // older than the setting
            if (!there.equals(here) && !name.equals(ignored) && !unknown) {
                differences.add(name + ": the table says " + there + ", the definition says " + here
                        + (name.equals(TableSpec.ENCODING) ? "; schema().changeEncoding() changes the table's" : "")
                        + (name.equals(ZoneData.DAY_STARTS) ? ZoneData.hint(table, spec.settings()) : ""));
            }
        }
    }
}
