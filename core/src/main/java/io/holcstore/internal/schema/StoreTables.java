package io.holcstore.internal.schema;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.partition.ShardRule;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.Spreader;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables of a store as statements do: in the schema that the definition names, or on the search path of the
 * connection. Missing tables are created in the schema of the others, so that they never hide a table further down the
 * path.
 */
final class StoreTables {
    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Connection connection;
    private final Map<String, FoundTable> found = new LinkedHashMap<>();

    private StoreTables(TableSpec spec, SqlDialect dialect, Connection connection) throws SQLException {
        this.spec = spec;
        this.dialect = dialect;
        this.connection = connection;
        dialect.requireUsable(connection);
        if (spec.hasFeed()) {
            dialect.requireFeed(connection);
        }
        requireShards();
    }

    private void requireShards() {
        Spreader spreader = dialect.spreader();
        if (spreader == null) {
            return;
        }
        spec.axes().stream()
                .filter(axis -> axis.type().equals(AxisType.UUID))
                .findFirst()
                .ifPresent(axis -> {
                    throw new DefinitionException(
                            spec.name() + ", axis " + axis.name() + " of type UUID: " + spreader.name()
                                    + " merges the rows of its servers in another order of UUIDs than the database has;"
                                    + " use VARCHAR(36) for this axis",
                            spec.name(),
                            "axis");
                });
        if (spec.shards() == null) {
            throw new DefinitionException(
                    spec.name() + " is opened through " + spreader.name()
                            + ", which spreads tables over servers that do not"
                            + " commit together; say in the definition by which axis it spreads this store:"
                            + " shardedBy(axis). Open a store that lies on one server on the data source of that server",
                    spec.name(),
                    "shardedBy");
        }
    }

    static StoreTables find(TableSpec spec, SqlDialect dialect, Connection connection) throws SQLException {
        StoreTables tables = new StoreTables(spec, dialect, connection);
        if (spec.layout().isOwn()) {
            tables.add(TableSpec.SETTINGS_TABLE);
        }
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            tables.add(table.name());
        }
        return tables;
    }

    /** Finds only the table of settings. */
    static StoreTables settings(TableSpec spec, SqlDialect dialect, Connection connection) throws SQLException {
        StoreTables tables = new StoreTables(spec, dialect, connection);
        tables.add(TableSpec.SETTINGS_TABLE);
        return tables;
    }

    private void add(String name) throws SQLException {
        FoundTable table = dialect.find(connection, spec.qualified(name));
        if (table != null) {
            found.put(name, table);
        }
    }

    /** Returns the table with this name, or null when statements find none. */
    @Nullable
    FoundTable get(String name) {
        return found.get(name);
    }

    /**
     * Returns why these tables cannot belong to one store, whatever their columns are. Of a spreader only its rules
     * count, because each of its servers has tables of its own.
     */
    List<String> problems() throws SQLException {
        Spreader spreader = dialect.spreader();
        if (spreader != null) {
            return unfitRules(spreader);
        }
        List<String> problems = new ArrayList<>();
        found.forEach((name, table) -> {
            if (!table.isTable()) {
                problems.add(name + ' ' + table.problem());
            } else if (!table.name().equals(name)) {
                problems.add(
                        name + " is called " + table.name() + " in the database: use the same name in all definitions");
            }
        });
        if (problems.isEmpty() && spec.schema() == null && schemas().size() > 1) {
            problems.add("its tables are found in different schemas of the search path: "
                    + found.entrySet().stream()
                            .map(e -> e.getKey() + " in " + e.getValue().schema())
                            .collect(Collectors.joining(", "))
                    + "; name the schema in the definition, as in table(\"schema." + spec.table() + "\")");
        }
        if (problems.isEmpty() && found.isEmpty() && dialect.newTablesSchema(connection, spec.schema()) == null) {
            problems.add(noSchema());
        }
        return problems;
    }

    private List<String> unfitRules(Spreader spreader) throws SQLException {
        ShardRule shards = spec.shards();
        if (shards == null) {
            return List.of();
        }
        List<String> spread = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        if (spec.layout().isOwn()) {
            repeated.add(TableSpec.SETTINGS_TABLE);
        }
        for (Ddl.Table table : spec.layout().tables(spec, dialect)) {
            (TableSpec.SHARED_TABLES.contains(table.name()) ? repeated : spread).add(table.name());
        }
        return spreader.unfitRules(connection, shards.axis(), spread, repeated);
    }

    private Set<String> schemas() {
        return found.values().stream().map(FoundTable::schema).collect(Collectors.toSet());
    }

    private String noSchema() throws SQLException {
        return spec.schema() != null
                ? "schema " + spec.schema() + " does not exist"
                : "no schema of the connection's search path exists: " + dialect.searchPath(connection)
                        + "; create it, or correct the URL or the search path of the role";
    }

    /** Returns further reasons why missing tables cannot be created; empty when no table is missing. */
    List<String> hidden(boolean recorded) throws SQLException {
        String first = dialect.newTablesSchema(connection, null);
        boolean others = spec.schema() == null && !recorded && TableSpec.SHARED_TABLES.containsAll(found.keySet());
        if (!others || found.isEmpty() || schemas().contains(first)) {
            return List.of();
        }
        String theirs = schemas().iterator().next();
        return List.of("new tables would be created in schema " + first + " and hide those of schema " + theirs
                + " from the stores that use them; name the schema in the definition: table(\"" + first + '.'
                + spec.table() + "\") or table(\"" + theirs + '.' + spec.table() + "\")");
    }

    /**
     * Returns the definition with the schema of its tables, unless new tables without a schema in their names are
     * created there anyway. A dump of MariaDB keeps the schemas that are in the statements of triggers. There must be
     * no {@link #problems}.
     */
    TableSpec placed() throws SQLException {
        if (spec.schema() != null || found.isEmpty()) {
            return spec;
        }
        String schema = schemas().iterator().next();
        return schema.equals(dialect.newTablesSchema(connection, null)) ? spec : spec.in(schema);
    }
}
