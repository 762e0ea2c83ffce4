package io.holcstore.internal.sql;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.partition.ShardRule;
import io.holcstore.key.Axis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes the tables of one store: their names, the key columns, and the recorded settings. All statements quote
 * identifiers, so that they mean the same on every database.
 *
 * @param schema the schema of all tables, or null for tables on the search path of the connection
 * @param table the table of the data
 * @param axes the key columns, in order; without axes the table holds one series
 * @param settings the settings that must agree between store and table: recorded when it is created, compared when it
 *      is used
 * @param maxBlobBytes the largest blob that a row of this store can have
 * @param replicated whether changes are marked, and deleted chunks stay as tombstones
 * @param layout the kinds of tables
 * @param partitions how tables are partitioned; null for tables in one piece
 * @param shards the axis by which series are spread over servers; null for a store on one server
 */
public record TableSpec(
        @Nullable String schema,
        String table,
        List<Axis<?>> axes,
        Map<String, String> settings,
        long maxBlobBytes,
        boolean replicated,
        TableLayout layout,
        @Nullable PartitionRule partitions,
        @Nullable ShardRule shards) {
    /** The table in which every store of a schema records its settings. */
    public static final String SETTINGS_TABLE = "holcstore_store";

    /** The table with the epoch of every replicated store of a schema. */
    public static final String FEED_TABLE = "holcstore_feed";

    /** The table in which every replicated store of a schema records its positions in its sources. */
    public static final String SUBSCRIPTION_TABLE = "holcstore_subscription";

    /** The table in which every projection of a schema records its settings and its position in the feed. */
    public static final String PROJECTION_TABLE = "holcstore_projection";

    /** The setting for the encoding of new chunks. Stored chunks contain their own encoding. */
    public static final String ENCODING = "encoding";

    /** The tables that the stores of a schema share. */
    public static final Set<String> SHARED_TABLES =
            Set.of(SETTINGS_TABLE, FEED_TABLE, SUBSCRIPTION_TABLE, PROJECTION_TABLE);

    private static final int MAX_NAME = 63;
    private static final String HEAD_SUFFIX = "_series";
    private static final String HISTORY_SUFFIX = "_history";
    private static final String CHANGE_SUFFIX = "_change";
    private static final String CHANGE_INDEX_SUFFIX = "_changes";
    private static final String START_INDEX_SUFFIX = "_starts";

    public TableSpec {
        axes = List.copyOf(axes);
        settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * Returns the tables of a definition.
     *
     * @param table the name of the table of the data, after that of its schema if there is one
     */
    public static TableSpec of(
            List<String> table,
            List<Axis<?>> axes,
            Map<String, String> settings,
            long maxBlobBytes,
            boolean replicated,
            TableLayout layout) {
        String schema = table.size() == 2 ? table.get(0) : null;
        return new TableSpec(
                schema, table.get(table.size() - 1), axes, settings, maxBlobBytes, replicated, layout, null, null);
    }

    /** Returns the same with all tables in this schema. */
    public TableSpec in(@Nullable String other) {
        return new TableSpec(other, table, axes, settings, maxBlobBytes, replicated, layout, partitions, shards);
    }

    /** Returns the same with its tables partitioned by this rule, or in one piece. */
    public TableSpec partitioned(@Nullable PartitionRule rule) {
        return new TableSpec(schema, table, axes, settings, maxBlobBytes, replicated, layout, rule, shards);
    }

    /** Returns the same with its series spread over servers by this rule, or on one. */
    public TableSpec sharded(@Nullable ShardRule rule) {
        return new TableSpec(schema, table, axes, settings, maxBlobBytes, replicated, layout, partitions, rule);
    }

    /** Returns the rule by which one of the tables is partitioned; null for a table in one piece. */
    public @Nullable PartitionRule partitionsOf(Ddl.Table each) {
        PartitionRule rule = partitions;
        return rule != null
                        && !SHARED_TABLES.contains(each.name())
                        && each.primaryKey().contains(rule.column())
                ? rule
                : null;
    }

    /**
     * Returns the dialect's statements on partitions.
     *
     * @throws DefinitionException when the database has none
     */
    public PartitionSql partitionSql(SqlDialect dialect) {
        PartitionSql sql = dialect.partitions();
        if (sql == null) {
            throw new DefinitionException(
                    name() + " is defined with partitionBy, but stores on " + dialect.product()
                            + " have no partitions; leave it out of the definition there",
                    name(),
                    "partitionBy");
        }
        return sql;
    }

    /**
     * Refuses a connection that spreads the tables over servers.
     *
     * @param what what works only on one server
     * @throws DefinitionException saying so
     */
    public void requireOneServer(SqlDialect dialect, String what) {
        Spreader spreader = dialect.spreader();
        if (spreader != null) {
            throw new DefinitionException(
                    name() + ": " + what + " does not work through " + spreader.name()
                            + ", because each server orders and commits its changes by itself; open the same definition"
                            + " on the data source of each server, and call it there",
                    name(),
                    "shardedBy");
        }
    }

    /** Returns whether every change is marked for replicas. A table of another application only has tombstones. */
    public boolean hasFeed() {
        return replicated && layout.isOwn();
    }

    /** Returns the name in the definition: {@code table} or {@code schema.table}. */
    public String name() {
        return schema == null ? table : schema + '.' + table;
    }

    /** Returns the quoted table of the data, with one row for each chunk, series or version. */
    public String rows() {
        return qualified(table);
    }

    /** Returns the table with one row for each series, which writers lock. */
    public String headTable() {
        return suffixed(HEAD_SUFFIX);
    }

    /** Returns the table of superseded versions. */
    public String historyTable() {
        return suffixed(HISTORY_SUFFIX);
    }

    /** Returns the sequence of changes. */
    public String changeSequence() {
        return suffixed(CHANGE_SUFFIX);
    }

    /** Returns the index for finding changes. */
    public String changeIndex() {
        return suffixed(CHANGE_INDEX_SUFFIX);
    }

    /** Returns the name of the index that finds the rows of a time range for all keys. */
    public String startIndex() {
        return suffixed(START_INDEX_SUFFIX);
    }

    private String suffixed(String suffix) {
        return suffixed(table, suffix);
    }

    /** Appends a suffix. A name that becomes too long is cut, and gets a hash so that it stays unique. */
    public static String suffixed(String name, String suffix) {
        if (name.length() + suffix.length() <= MAX_NAME) {
            return name + suffix;
        }
        String hash = String.format(java.util.Locale.ROOT, "_%08x", name.hashCode());
        return name.substring(0, MAX_NAME - suffix.length() - hash.length()) + hash + suffix;
    }

    public String heads() {
        return qualified(headTable());
    }

    public String history() {
        return qualified(historyTable());
    }

    public String settingsTable() {
        return qualified(SETTINGS_TABLE);
    }

    public String feedTable() {
        return qualified(FEED_TABLE);
    }

    public String subscriptionTable() {
        return qualified(SUBSCRIPTION_TABLE);
    }

    public String projectionTable() {
        return qualified(PROJECTION_TABLE);
    }

    /** Returns the rows for a page of a query: few when they are large, so that the page stays below 4 MiB. */
    public int fetchSize() {
        return (int) Math.max(1, Math.min(Statements.FETCH_ROWS, Statements.FETCH_BYTES / maxBlobBytes));
    }

    /** Returns the settings as one text with a line for each, in a fixed order. */
    public String settingsText() {
        return settings.entrySet().stream()
                .map(e -> e.getKey() + '=' + e.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Parses the output of {@link #settingsText}. */
    public static Map<String, String> parseSettings(String text) {
        Map<String, String> settings = new TreeMap<>();
        text.lines().forEach(line -> {
            int at = line.indexOf('=');
            settings.put(line.substring(0, Math.max(at, 0)), line.substring(at + 1));
        });
        return settings;
    }

    public static String quote(String identifier) {
        return '"' + identifier + '"';
    }

    public String qualified(String name) {
        return schema == null ? quote(name) : quote(schema) + '.' + quote(name);
    }
}
