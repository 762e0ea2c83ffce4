package io.holcstore.internal.sql.dialect.shardingsphere;

import static io.holcstore.internal.sql.dialect.common.MethodsByName.call;
import static io.holcstore.internal.sql.dialect.common.MethodsByName.callOrNull;

import io.holcstore.error.DefinitionException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a ShardingSphere spreads tables. ShardingSphere-JDBC has no statement that shows them, and its
 * classes are not on the class path of this library, so their methods are called by name. Nothing asks a server.
 */
final class ShardingSphereRules {
    private static final String SHARDING = "org.apache.shardingsphere.sharding.rule.ShardingRule";
    private static final String BROADCAST = "org.apache.shardingsphere.broadcast.rule.BroadcastRule";
    private static final String MASK = "org.apache.shardingsphere.mask.rule.MaskRule";
    private static final String ENCRYPT = "org.apache.shardingsphere.encrypt.rule.EncryptRule";
    private static final String SPLITTING = "org.apache.shardingsphere.readwritesplitting.rule.ReadwriteSplittingRule";

    private static final String ONE_AT_A_TIME = "CONNECTION_STRICTLY";

    private final Object database;
    private final @Nullable Object sharding;
    private final @Nullable Object broadcast;
    private final @Nullable Object mask;
    private final @Nullable Object encrypt;
    private final @Nullable Object splitting;
    private final List<String> problems = new ArrayList<>();

    private ShardingSphereRules(Object connection) throws ReflectiveOperationException {
        Object metaData = call(call(call(connection, "getContextManager"), "getMetaDataContexts"), "getMetaData");
        this.database = call(metaData, "getDatabase", call(connection, "getCurrentDatabaseName"));
        Collection<?> rules = (Collection<?>) call(call(database, "getRuleMetaData"), "getRules");
        this.sharding = find(rules, SHARDING);
        this.broadcast = find(rules, BROADCAST);
        this.mask = find(rules, MASK);
        this.encrypt = find(rules, ENCRYPT);
        this.splitting = find(rules, SPLITTING);
    }

    /**
     * Returns why the rules do not fit a store; empty if they do.
     *
     * @param connection that of ShardingSphere itself
     * @param axis the axis by which the definition says that series are spread
     * @param spread the tables with rows of series, that of the data first
     * @param repeated the tables that each server has in full
     * @throws DefinitionException when the rules cannot be read
     */
    static List<String> problems(Object connection, String axis, List<String> spread, List<String> repeated)
            throws SQLException {
        return known(() -> {
            ShardingSphereRules rules = new ShardingSphereRules(connection);
            for (String table : repeated) {
                rules.requireRepeated(table);
            }
            for (String table : spread) {
                rules.requireSpread(table, axis, spread.get(0));
                rules.requirePlain(table);
            }
            rules.requirePrimary();
            return rules.problems;
        });
    }

    /**
     * Returns the connections of a connection to the servers that are written to, by the names of their data sources.
     *
     * @param connection that of ShardingSphere itself
     * @throws DefinitionException when they cannot be found
     */
    static Map<String, Connection> servers(Object connection) throws SQLException {
        return known(() -> new ShardingSphereRules(connection).connections(connection));
    }

    private interface Reading<T> {
        T read() throws ReflectiveOperationException, SQLException;
    }

    private static <T> T known(Reading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (ReflectiveOperationException | RuntimeException e) {
            DefinitionException refusal = new DefinitionException(
                    "the rules of this version of ShardingSphere cannot be read (" + e
                            + "), so nothing tells whether the tables of a store lie where it looks for them; use"
                            + " ShardingSphere-JDBC 5.5.2",
                    null);
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    private Map<String, Connection> connections(Object connection) throws ReflectiveOperationException, SQLException {
        Object manager = call(connection, "getDatabaseConnectionManager");
        Object mode = mode(manager);
        Map<String, Connection> found = new TreeMap<>();
        for (String server : servers()) {
            try {
                List<?> one = (List<?>)
                        call(manager, "getConnections", call(connection, "getCurrentDatabaseName"), server, 0, 1, mode);
                found.put(server, (Connection) one.get(0));
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof SQLException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof RuntimeException cause) {
                    throw sqlException(cause);
                }
                throw e;
            }
        }
        return found;
    }

    /** Returns how ShardingSphere is asked for one connection. */
    private static Object mode(Object manager) throws ReflectiveOperationException {
        for (Method each : manager.getClass().getMethods()) {
            if (each.getName().equals("getConnections") && each.getParameterCount() == 5) {
                for (Object mode : each.getParameterTypes()[4].getEnumConstants()) {
                    if (mode.toString().equals(ONE_AT_A_TIME)) {
                        return mode;
                    }
                }
            }
        }
        throw new NoSuchMethodException(manager.getClass().getName() + ".getConnections");
    }

    /** Returns the data sources without replicas. */
    private Set<String> servers() throws ReflectiveOperationException {
        Set<String> all = new TreeSet<>();
        ((Map<?, ?>) call(call(database, "getResourceMetaData"), "getStorageUnits"))
                .keySet()
                .forEach(name -> all.add(String.valueOf(name)));
        if (splitting != null) {
            for (Object group : groups(splitting)) {
                ((Collection<?>) call(group, "getReadDataSourceNames"))
                        .forEach(name -> all.remove(String.valueOf(name)));
            }
        }
        return all;
    }

    private static Collection<?> groups(Object splitting) throws ReflectiveOperationException {
        return (Collection<?>) call(call(splitting, "getConfiguration"), "getDataSourceGroups");
    }

    /** Returns the exception of JDBC that ShardingSphere has for one of its own, or the one given. */
    static SQLException sqlException(RuntimeException e) {
        try {
            return (SQLException) call(e, "toSQLException");
        } catch (ReflectiveOperationException | ClassCastException unknown) {
            throw e;
        }
    }

    private void requireRepeated(String table) throws ReflectiveOperationException {
        if (!isRepeated(table)) {
            problems.add("ShardingSphere does not repeat the table " + table
                    + " on all servers: add it to the tables of the rule BROADCAST");
        }
    }

    private void requireSpread(String table, String axis, String first) throws ReflectiveOperationException {
        Object rule = rule(table);
        if (rule == null) {
            problems.add("ShardingSphere "
                    + (isRepeated(table)
                            ? "repeats the table " + table + " on all servers: take it out of the rule BROADCAST, and"
                            : "has no rule SHARDING for the table " + table + ", so that it lies on one server:")
                    + " add it to the tables of the rule SHARDING, spread by " + axis);
            return;
        }
        requireNodes(table, rule);
        String columns = columns(rule);
        if (!columns.equalsIgnoreCase(axis)) {
            problems.add("ShardingSphere spreads the table " + table + " by " + columns
                    + ", and the definition says shardedBy(" + axis + "): set shardingColumn: " + axis
                    + " in the databaseStrategy of the table, or name in the definition the one axis by which all its"
                    + " tables are spread");
            return;
        }
        Object firstRule = rule(first);
        if (firstRule != null && columns(firstRule).equalsIgnoreCase(axis)) {
            requireSameServer(table, algorithm(rule), first, algorithm(firstRule));
        }
    }

    /** Requires that columns are read as they are stored. */
    private void requirePlain(String table) throws ReflectiveOperationException {
        if (mask != null && ((Optional<?>) call(mask, "findMaskTable", table)).isPresent()) {
            problems.add("ShardingSphere masks columns of the table " + table
                    + ", so that keys and values are not read as they are stored: take it out of the rule MASK");
        }
        if (encrypt != null && ((Optional<?>) call(encrypt, "findEncryptTable", table)).isPresent()) {
            problems.add(
                    "ShardingSphere encrypts columns of the table " + table
                            + ", so that keys are neither found nor ordered as they are stored: take it out of the rule ENCRYPT");
        }
    }

    /** A transaction that reads from a replica can write back what the replica does not have yet. */
    private void requirePrimary() throws ReflectiveOperationException {
        if (splitting == null) {
            return;
        }
        for (Object group : groups(splitting)) {
            Object strategy = call(group, "getTransactionalReadQueryStrategy");
            if (!"PRIMARY".equals(String.valueOf(strategy))) {
                problems.add("ShardingSphere lets transactions on " + call(group, "getName")
                        + " read from replicas (transactionalReadQueryStrategy " + strategy
                        + "), so that a merge could lose what they do not have yet: set"
                        + " transactionalReadQueryStrategy: PRIMARY in the rule READWRITE_SPLITTING");
            }
        }
    }

    /** The servers of a series must be the same in all tables, whatever the algorithms are called. */
    private void requireSameServer(String table, String algorithm, String first, String firstAlgorithm)
            throws ReflectiveOperationException {
        if (!algorithm.equals(firstAlgorithm) && !configuration(algorithm).equals(configuration(firstAlgorithm))) {
            problems.add("ShardingSphere spreads the table " + table + " by the algorithm " + algorithm + ", and "
                    + first + " by " + firstAlgorithm
                    + ": use one algorithm for all tables of a store, so that the rows of a series lie on one server");
        }
    }

    /** Requires the table, under its own name, on every server. */
    private void requireNodes(String table, Object rule) throws ReflectiveOperationException {
        Set<String> servers = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (Object node : (Collection<?>) call(rule, "getActualDataNodes")) {
            servers.add(String.valueOf(call(node, "getDataSourceName")));
            names.add(String.valueOf(call(node, "getTableName")));
        }
        if (names.size() != 1 || !table.equalsIgnoreCase(names.iterator().next())) {
            problems.add("ShardingSphere divides the table " + table + " into the tables " + String.join(", ", names)
                    + " of its servers, and stores need one table of the same name on each: use actualDataNodes with "
                    + table + ", and no tableStrategy or autoTables");
        }
        Set<String> all = new TreeSet<>();
        if (broadcast != null) {
            ((Collection<?>) call(broadcast, "getDataSourceNames")).forEach(name -> all.add(String.valueOf(name)));
        }
        if (!all.isEmpty() && !servers.equals(all)) {
            problems.add("ShardingSphere spreads the table " + table + " over " + String.join(", ", servers)
                    + ", but its servers are " + String.join(", ", all)
                    + ", and it may ask any of them for the catalog: name all of them in actualDataNodes, or use a"
                    + " ShardingSphere that has no others");
        }
    }

    private boolean isRepeated(String table) throws ReflectiveOperationException {
        return broadcast != null
                && ((Collection<?>) call(broadcast, "getTables"))
                        .stream().anyMatch(name -> table.equalsIgnoreCase(String.valueOf(name)));
    }

    private @Nullable Object rule(String table) throws ReflectiveOperationException {
        return sharding == null ? null : ((Optional<?>) call(sharding, "findShardingTable", table)).orElse(null);
    }

    private Object strategy(Object rule) throws ReflectiveOperationException {
        return call(known(sharding), "getDatabaseShardingStrategyConfiguration", rule);
    }

    /** Returns what decides on which server a row lies. */
    private String columns(Object rule) throws ReflectiveOperationException {
        Object strategy = strategy(rule);
        String type = String.valueOf(call(strategy, "getType"));
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "STANDARD" -> {
                Object column = callOrNull(strategy, "getShardingColumn");
                yield String.valueOf(column != null ? column : callOrNull(known(sharding), "getDefaultShardingColumn"));
            }
            case "COMPLEX" ->
                Arrays.stream(String.valueOf(call(strategy, "getShardingColumns"))
                                .split(",", -1))
                        .map(String::trim)
                        .collect(Collectors.joining(", "));
            default -> "no column (databaseStrategy " + (type.isEmpty() ? "none" : type.toLowerCase(Locale.ROOT)) + ')';
        };
    }

    private String algorithm(Object rule) throws ReflectiveOperationException {
        return String.valueOf(callOrNull(strategy(rule), "getShardingAlgorithmName"));
    }

    private String configuration(String algorithm) throws ReflectiveOperationException {
        Map<?, ?> all = (Map<?, ?>) call(call(known(sharding), "getConfiguration"), "getShardingAlgorithms");
        Object found = all.get(algorithm);
        return found == null ? algorithm : call(found, "getType") + " " + call(found, "getProps");
    }

    private static @Nullable Object find(Collection<?> rules, String name) {
        return rules.stream()
                .filter(rule -> rule.getClass().getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Object known(@Nullable Object rule) throws NoSuchMethodException {
        if (rule == null) {
            throw new NoSuchMethodException(SHARDING);
        }
        return rule;
    }
}
