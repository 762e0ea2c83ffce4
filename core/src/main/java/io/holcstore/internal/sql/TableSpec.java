package io.holcstore.internal.sql;

import io.holcstore.key.Axis;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of one store are: their names, the key columns, and the settings recorded beside them. Identifiers
 * are quoted wherever they are written, so they mean the same on every database.
 *
 * @param schema the schema of all tables, or null for those that the connection finds along its search path
 * @param table the table of the data
 * @param axes the key columns, in order; of none, the table holds one series
 * @param settings what a store must agree on with the table: recorded when it is created, compared when it is used
 * @param maxBlobBytes the largest blob a row of this store can have
 * @param replicated whether changes are marked, and deleted chunks stay as tombstones
 * @param layout which tables there are
 */
public record TableSpec(
        @Nullable String schema,
        String table,
        List<Axis<?>> axes,
        Map<String, String> settings,
        long maxBlobBytes,
        boolean replicated,
        TableLayout layout) {
    /** The table in which every store of a schema records its settings. */
    public static final String SETTINGS_TABLE = "holcstore_store";

    /** The table in which every replicated store of a schema has its epoch. */
    public static final String FEED_TABLE = "holcstore_feed";

    /** The table in which every replicated store of a schema records how far it has come with its sources. */
    public static final String SUBSCRIPTION_TABLE = "holcstore_subscription";

    /** The table in which every projection of a schema records its settings and how far it has come. */
    public static final String PROJECTION_TABLE = "holcstore_projection";

    /** The setting that says how chunks are written; those that are there say it themselves. */
    public static final String ENCODING = "encoding";

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
     * The tables of a definition.
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
        return new TableSpec(schema, table.get(table.size() - 1), axes, settings, maxBlobBytes, replicated, layout);
    }

    /** The same with its tables in this schema. */
    public TableSpec in(@Nullable String other) {
        return new TableSpec(other, table, axes, settings, maxBlobBytes, replicated, layout);
    }

    /** Whether every change is marked, for replicas; in a table that is not ours there are tombstones alone. */
    public boolean hasFeed() {
        return replicated && layout.isOwn();
    }

    /** The name as it was defined: {@code table} or {@code schema.table}. */
    public String name() {
        return schema == null ? table : schema + '.' + table;
    }

    /** The table of the data, one row a chunk, series or version, quoted. */
    public String rows() {
        return qualified(table);
    }

    /** The table of one row a series that its writers lock. */
    public String headTable() {
        return suffixed(HEAD_SUFFIX);
    }

    /** The table of what no longer counts. */
    public String historyTable() {
        return suffixed(HISTORY_SUFFIX);
    }

    /** The sequence of changes. */
    public String changeSequence() {
        return suffixed(CHANGE_SUFFIX);
    }

    /** The index by which changes are found. */
    public String changeIndex() {
        return suffixed(CHANGE_INDEX_SUFFIX);
    }

    /** The index by which the rows of a stretch of time are found, whatever their key. */
    public String startIndex() {
        return suffixed(START_INDEX_SUFFIX);
    }

    /** A table name too long for the suffix is cut, and a hash keeps it apart from others. */
    private String suffixed(String suffix) {
        if (table.length() + suffix.length() <= MAX_NAME) {
            return table + suffix;
        }
        String hash = String.format(java.util.Locale.ROOT, "_%08x", table.hashCode());
        return table.substring(0, MAX_NAME - suffix.length() - hash.length()) + hash + suffix;
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

    /** Rows that a page of a query may have: few where they are large, so that it stays below 8 MiB. */
    public int fetchSize() {
        return (int) Math.max(1, Math.min(Statements.FETCH_ROWS, Statements.FETCH_BYTES / maxBlobBytes));
    }

    /** The settings as one text, a line each, in a fixed order. */
    public String settingsText() {
        return settings.entrySet().stream()
                .map(e -> e.getKey() + '=' + e.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** The settings that {@link #settingsText} wrote. */
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
