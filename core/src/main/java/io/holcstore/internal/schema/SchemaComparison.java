package io.holcstore.internal.schema;

import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.partition.FoundPartitions;
import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.Spreader;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableShape;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the properties of a store's tables from the database and compares them with the definition. */
final class SchemaComparison {
    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Connection connection;
    private final StoreTables tables;
    private final List<String> differences = new ArrayList<>();
    private final List<String> addable = new ArrayList<>();

    SchemaComparison(TableSpec spec, SqlDialect dialect, Connection connection) throws SQLException {
        this.spec = spec;
        this.dialect = dialect;
        this.connection = connection;
        if (spec.partitions() != null) {
            spec.partitionSql(dialect);
        }
        this.tables = StoreTables.find(spec, dialect, connection);
    }

    List<String> differences() throws SQLException {
        differences.addAll(tables.problems());
        if (!differences.isEmpty()) {
            return differences;
        }
        Spreader spreader = dialect.spreader();
        if (spreader != null) {
            differences.addAll(ofServers(spreader, connection, SchemaComparison::differences));
            return differences.isEmpty() ? unknown() : differences;
        }
        Recorded recorded = recorded();
        if (isOtherVersion(recorded, differences)) {
            return differences;
        }
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            TableShape there = compare(table);
            if (there != null) {
                compareUnique(table, there);
            }
        }
        comparePartitions(true);
        if (spec.layout().isOwn() && compare(Ddl.settingsTable(dialect)) != null) {
            compareSettings(spec, recorded, "", differences);
        }
        differences.addAll(RowPolicies.differences(spec, dialect, connection));
        return differences;
    }

    /**
     * Returns why missing tables cannot be created, and the differences of existing ones. Missing tables and missing
     * settings do not count as differences.
     */
    List<String> conflicts() throws SQLException {
        differences.addAll(tables.problems());
        if (!differences.isEmpty()) {
            return differences;
        }
        Spreader spreader = dialect.spreader();
        if (spreader != null) {
            return ofServers(spreader, connection, server -> {
                List<String> conflicts = server.conflicts();
                addable.addAll(server.addable);
                return conflicts;
            });
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
        comparePartitions(false);
        differences.removeAll(addable);
        if (recorded != null) {
            compareSettings(spec, recorded, "", differences);
        }
        differences.addAll(tables.hidden(recorded != null));
        differences.addAll(RowPolicies.differences(spec, dialect, connection));
        return differences;
    }

    /** Returns the names of the tables that some servers behind a spreader lack, or all of them. */
    Set<String> lackingOnSomeServer() throws SQLException {
        Spreader spreader = dialect.spreader();
        if (spreader == null) {
            return Set.of();
        }
        Set<String> lacking = new TreeSet<>();
        List<Ddl.Table> all = new ArrayList<>(spec.layout().tables(spec, dialect));
        all.add(Ddl.settingsTable(dialect));
        for (Ddl.Table table : all) {
            if (!spreader.isOnAllServers(connection, spec.qualified(table.name()))) {
                lacking.add(table.name());
            }
        }
        return lacking;
    }

    /** What is asked of each server behind a spreader. */
    private interface OnServer {
        List<String> differences(SchemaComparison server) throws SQLException;
    }

    private List<String> ofServers(Spreader spreader, Connection behind, OnServer asked) throws SQLException {
        return ofServers(
                spreader, behind, (each, server) -> asked.differences(new SchemaComparison(spec, each, server)));
    }

    private interface Comparing {
        List<String> differences(SqlDialect dialect, Connection server) throws SQLException;
    }

    /** Returns the differences of all servers behind a spreader. They name the servers unless all have the same. */
    private static List<String> ofServers(Spreader spreader, Connection behind, Comparing comparing)
            throws SQLException {
        Map<String, Connection> servers = spreader.servers(behind);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Map.Entry<String, Connection> server : servers.entrySet()) {
            for (String difference : comparing.differences(Dialects.of(server.getValue()), server.getValue())) {
                found.computeIfAbsent(difference, none -> new ArrayList<>()).add(server.getKey());
            }
        }
        List<String> all = new ArrayList<>();
        found.forEach((difference, names) -> all.add(
                names.size() == servers.size() ? difference : "on " + String.join(", ", names) + ": " + difference));
        return all;
    }

    /** Returns which tables a spreader does not know, although its servers may have them. */
    private List<String> unknown() {
        List<Ddl.Table> all = new ArrayList<>(spec.layout().tables(spec, dialect));
        all.add(Ddl.settingsTable(dialect));
        return all.stream()
                .filter(table -> !has(table))
                .map(table -> missing(spec, dialect, table.name()))
                .toList();
    }

    /**
     * Returns the definition with the schema of its tables, or of the tables to create. There must be no
     * {@link #conflicts}.
     */
    TableSpec placed() throws SQLException {
        return tables.placed();
    }

    /**
     * Returns the differences of the recorded settings, except for the one {@code ignored}, and those of row level
     * security. Reads no other table.
     */
    static List<String> settings(TableSpec spec, SqlDialect dialect, Connection connection, String ignored)
            throws SQLException {
        if (spec.partitions() != null) {
            spec.partitionSql(dialect);
        }
        StoreTables tables = StoreTables.settings(spec, dialect, connection);
        List<String> differences = new ArrayList<>(tables.problems());
        Spreader spreader = dialect.spreader();
        if (differences.isEmpty() && spreader != null) {
            differences.addAll(
                    ofServers(spreader, connection, (each, server) -> settings(spec, each, server, ignored)));
        }
        if (differences.isEmpty() && tables.get(TableSpec.SETTINGS_TABLE) == null) {
            differences.add(missing(spec, dialect, TableSpec.SETTINGS_TABLE));
        } else if (differences.isEmpty() && spreader == null) {
            compareSettings(spec, Recorded.of(spec, connection, dialect), ignored, differences);
            differences.addAll(RowPolicies.differences(spec, dialect, connection));
        }
        return differences;
    }

    private @Nullable Recorded recorded() throws SQLException {
        return has(Ddl.settingsTable(dialect)) ? Recorded.of(spec, connection, dialect) : null;
    }

    /**
     * Returns whether the tables have a version that this build does not support. Then this is the only difference
     * reported.
     */
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

    /** Returns the table, or null when it is missing. */
    private @Nullable TableShape compare(Ddl.Table definition) throws SQLException {
        String table = definition.name();
        FoundTable there = tables.get(table);
        if (there == null) {
            differences.add(missing(spec, dialect, table));
            return null;
        }
        TableShape shape = dialect.shape(connection, there);
        Map<String, TableShape.Column> found = new LinkedHashMap<>(shape.columns());
        for (Ddl.Column column : definition.columns()) {
            TableShape.Column other = found.remove(column.name());
            String wanted = describe(column.type(), column.nullable() || nullableThere(column, other));
            if (other == null) {
                String difference =
                        "column " + table + '.' + column.name() + ": the table has none, the definition has " + wanted;
                differences.add(difference);
                if (column.nullable() && TableSpec.SHARED_TABLES.contains(table)) {
                    addable.add(difference);
                }
            } else if (!describe(other.type(), other.nullable()).equals(wanted)) {
                differences.add("column " + table + '.' + column.name() + ": the table has "
                        + describe(other.type(), other.nullable()) + ", the definition has " + wanted);
            }
        }
        found.forEach((name, other) -> {
            if (!other.nullable()) {
                differences.add("column " + table + '.' + name + ": the table has " + describe(other.type(), false)
                        + ", the definition has no such column");
            }
        });
        differences.addAll(dialect.unfitColumns(connection, there, definition));
        if (!shape.primaryKey().equals(definition.primaryKey())) {
            differences.add("primary key of " + table + ": the table has " + shape.primaryKey()
                    + ", the definition has " + definition.primaryKey());
        }
        return shape;
    }

    /**
     * Compares how the tables are partitioned. A table that is partitioned although the definition does not say so
     * works like one in one piece.
     *
     * @param each whether the partitions themselves are compared, too
     */
    private void comparePartitions(boolean each) throws SQLException {
        PartitionRule rule = spec.partitions();
        if (rule == null) {
            return;
        }
        PartitionSql sql = spec.partitionSql(dialect);
        List<PartitionComparison.Partitioned> fitting = new ArrayList<>();
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            FoundTable there = tables.get(table.name());
            if (there == null || spec.partitionsOf(table) == null) {
                continue;
            }
            FoundPartitions found = sql.find(connection, there.schema(), there.name());
            String problem = PartitionComparison.otherwise(table, found, rule);
            if (problem.isEmpty() && !each && found != null) {
                problem = PartitionComparison.otherNumber(table, found, rule);
            }
            if (!problem.isEmpty()) {
                differences.add(problem);
            } else if (found != null) {
                fitting.add(new PartitionComparison.Partitioned(table, there, found));
            }
        }
        if (each) {
            differences.addAll(new PartitionComparison(sql, rule).differences(fitting));
        }
    }

    static String missing(TableSpec spec, SqlDialect dialect, String table) {
        Spreader spreader = dialect.spreader();
        if (spreader == null) {
            return "there is no table " + table + "; schema().createIfMissing() creates it"
                    + (spec.hasFeed() && spec.shards() != null ? ", on the data source of its server" : "");
        }
        return spreader.name() + " knows no table " + table + ", or one of its servers has none; "
                + (spec.hasFeed()
                        ? "create the tables on the data source of each server, and then start " + spreader.name()
                                + " again, because it learns the tables when it starts"
                        : "schema().createIfMissing() creates it where it is missing");
    }

    /**
     * Returns whether a column may accept NULL. In a table of another application a key column may, because the store
     * ignores rows with NULL in the key.
     */
    private boolean nullableThere(Ddl.Column column, TableShape.@Nullable Column other) {
        return other != null
                && other.nullable()
                && !spec.layout().isOwn()
                && spec.axes().stream().anyMatch(axis -> axis.name().equals(column.name()));
    }

    /** Compares constraints by their columns and not by their names: they must prevent duplicate chunks. */
    private void compareUnique(Ddl.Table definition, TableShape there) {
        for (Ddl.Index index : definition.indexes()) {
            boolean unique = there.unique().stream()
                    .anyMatch(columns ->
                            columns.size() == index.columns().size() && columns.containsAll(index.columns()));
            if (index.unique() && !unique) {
                differences.add(
                        "unique constraint of " + definition.name() + ": the table has none on " + index.columns());
            }
        }
    }

    private static String describe(String type, boolean nullable) {
        return type + (nullable ? "" : " not null");
    }

    /**
     * Adds the differences between the settings of a definition and the recorded ones, except for the one
     * {@code ignored}.
     */
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
            boolean unknown =
                    name.equals(ZoneData.DAY_STARTS) && !table.containsKey(name); // recorded before the setting existed
            if (!there.equals(here) && !name.equals(ignored) && !unknown) {
                differences.add(name + ": the table has " + there + ", the definition has " + here
                        + (name.equals(TableSpec.ENCODING) ? "; schema().changeEncoding() changes the table's" : "")
                        + (name.equals(ZoneData.DAY_STARTS) ? ZoneData.hint(table, spec.settings()) : ""));
            }
        }
    }
}
