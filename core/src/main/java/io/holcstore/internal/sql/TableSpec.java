package io.holcstore.internal.sql;

import io.holcstore.key.Axis;
import java.util.List;
import java.util.Map;
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

    /** The table with the epoch of every replicated store of a schema. */
    public static final String FEED_TABLE = "holcstore_feed";

    /** The table in which every replicated store of a schema records its positions in its sources. */
    public static final String SUBSCRIPTION_TABLE = "holcstore_subscription";

    /** The table in which every projection of a schema records its settings and its position in the feed. */
    public static final String PROJECTION_TABLE = "holcstore_projection";

    /** The setting for the encoding of new chunks. Stored chunks contain their own encoding. */
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
        return new TableSpec(schema, table.get(table.size() - 1), axes, settings, maxBlobBytes, replicated, layout);
    }

    /** Returns the same with all tables in this schema. */
    public TableSpec in(@Nullable String other) {
        return new TableSpec(other, table, axes, settings, maxBlobBytes, replicated, layout);
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

    /** Appends a suffix. A name that becomes too long is cut, and gets a hash so that it stays unique. */
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

    /** Returns the rows for a page of a query: few when they are large, so that the page stays below 8 MiB. */
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
