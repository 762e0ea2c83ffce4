package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.partition.FoundPartitions;
import io.holcstore.internal.partition.Part;
import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Declarative partitions of PostgreSQL. A partition of blobs has the storage parameter itself, because a partitioned
 * table cannot have it; it inherits the storage of the column.
 */
final class PostgreSqlPartitions implements PartitionSql {
    private static final Map<String, String> METHODS = Map.of("h", "HASH", "l", "LIST", "r", "RANGE");

    /** The parameter of {@link PostgreSqlDialect#storageSettings}. */
    private static final String LEAF_STORAGE = "toast_tuple_target = 8160";

    private static final String LOCK_WAIT = "2s";
    private static final String CHECK_VIOLATION = "23514";

    private static final Pattern HASH_BOUND = Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)");
    private static final Pattern RANGE_BOUND =
            Pattern.compile("FOR VALUES FROM \\(('?-?\\d+'?|MINVALUE)\\) TO \\(('?-?\\d+'?|MAXVALUE)\\)");
    private static final Pattern LIST_BOUND = Pattern.compile("FOR VALUES IN \\((.*)\\)", Pattern.DOTALL);

    /** The words before it are translated to the language of the server. */
    private static final Pattern HOMELESS =
            Pattern.compile("\\((?:\"([^\"]+)\"|(\\w+))\\) = \\((.*)\\)", Pattern.DOTALL);

    private static final String FIND =
            "SELECT p.partstrat, (SELECT string_agg(COALESCE(a.attname, ''), ',' ORDER BY k.n)"
                    + " FROM unnest(p.partattrs::int2[]) WITH ORDINALITY k(attnum, n) LEFT JOIN pg_catalog.pg_attribute a"
                    + " ON a.attrelid = p.partrelid AND a.attnum = k.attnum AND k.attnum > 0), n.nspname, c.relname,"
                    + " pg_catalog.pg_get_expr(c.relpartbound, c.oid), c.relkind <> 'r'"
                    + " OR (COALESCE('toast_tuple_target=8160' = ANY (c.reloptions), false)"
                    + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute d WHERE d.attrelid = c.oid"
                    + " AND d.attname = 'data' AND d.attstorage <> 'e')), pg_catalog.pg_total_relation_size(c.oid),"
                    + " to_jsonb(i) ->> 'inhdetachpending', current_setting('standard_conforming_strings'),"
                    + " c.relkind = 'p',"
                    + " (SELECT w.spcname FROM pg_catalog.pg_tablespace w WHERE w.oid = t.reltablespace)"
                    + " FROM pg_catalog.pg_partitioned_table p JOIN pg_catalog.pg_class t ON t.oid = p.partrelid"
                    + " JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace"
                    + " LEFT JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid"
                    + " LEFT JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid"
                    + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE s.nspname = ? AND t.relname = ? ORDER BY c.relname COLLATE \"C\"";

    @Override
    public String by(PartitionRule rule) {
        return " PARTITION BY " + rule.method() + " (" + TableSpec.quote(rule.column()) + ')';
    }

    @Override
    public List<String> storageSettings(String table) {
        return List.of(PostgreSqlDialect.externalStorage(table));
    }

    @Override
    public String leafStorage(String leaf) {
        return "ALTER TABLE " + leaf + " SET (" + LEAF_STORAGE + ')';
    }

    @Override
    public String create(String table, String leaf, Part part, boolean blobs) {
        return "CREATE TABLE IF NOT EXISTS " + leaf + " PARTITION OF " + table + ' ' + bound(part) + with(blobs);
    }

    /** {@code PARTITION OF} would lock the table against all its users. ATTACH lets readers and writers go on. */
    @Override
    public List<String> attach(String table, String leaf, Part part, boolean blobs, @Nullable String tablespace) {
        return List.of(
                "CREATE TABLE " + leaf + " (LIKE " + table + " INCLUDING ALL)" + with(blobs)
                        + (tablespace == null ? "" : " TABLESPACE " + TableSpec.quote(tablespace)),
                "ALTER TABLE " + table + " ATTACH PARTITION " + leaf + ' ' + bound(part));
    }

    private static String with(boolean blobs) {
        return blobs ? " WITH (" + LEAF_STORAGE + ')' : "";
    }

    private static String bound(Part part) {
        if (part instanceof Part.Remainder hash) {
            return "FOR VALUES WITH (MODULUS " + hash.modulus() + ", REMAINDER " + hash.remainder() + ')';
        }
        if (part instanceof Part.Chunks chunks) {
            return "FOR VALUES FROM (" + chunks.from() + ") TO (" + chunks.until() + ')';
        }
        return "FOR VALUES IN ("
                + ((Part.Values) part)
                        .texts().stream().map(PostgreSqlPartitions::literal).collect(Collectors.joining(", "))
                + ')';
    }

    /** Means the same whatever {@code standard_conforming_strings} is. */
    private static String literal(String text) {
        String plain = Ddl.literal(text);
        return plain.indexOf('\\') < 0 ? plain : 'E' + plain.replace("\\", "\\\\");
    }

    @Override
    public String limitLockWait(Connection connection) throws SQLException {
        return Statements.select(
                connection.prepareStatement("SELECT s, CASE s WHEN '0' THEN set_config('lock_timeout', '" + LOCK_WAIT
                        + "', true) END FROM (SELECT current_setting('lock_timeout') AS s OFFSET 0) x"),
                statement -> {},
                rows -> rows.next() ? rows.getString(1) : "0");
    }

    @Override
    public void restoreLockWait(Connection connection, String before) throws SQLException {
        Statements.select(
                connection.prepareStatement("SELECT set_config('lock_timeout', ?, true)"),
                statement -> statement.setString(1, before),
                ResultSet::next);
    }

    /** Writers lock rows of heads FOR UPDATE, which conflicts with this lock. Readers of the heads go on. */
    @Override
    public String keepWritersAway(String heads) {
        return "LOCK TABLE " + heads + " IN EXCLUSIVE MODE";
    }

    @Override
    @Nullable
    public FoundPartitions find(Connection connection, String schema, String table) throws SQLException {
        Set<String> partitioned = new HashSet<>();
        FoundPartitions found = Statements.select(
                connection.prepareStatement(FIND),
                statement -> {
                    statement.setString(1, schema);
                    statement.setString(2, table);
                },
                rows -> read(rows, partitioned));
        if (found.method().isEmpty()) {
            return null;
        }
        List<FoundPartitions.Leaf> leaves = new ArrayList<>();
        for (FoundPartitions.Leaf leaf : found.leaves()) {
            leaves.add(partitioned.contains(leaf.name()) ? withInner(connection, leaf) : leaf);
        }
        return new FoundPartitions(found.method(), found.columns(), leaves, found.tablespace());
    }

    private FoundPartitions.Leaf withInner(Connection connection, FoundPartitions.Leaf leaf) throws SQLException {
        FoundPartitions inner = find(connection, leaf.schema(), leaf.name());
        if (inner == null) {
            return leaf; // a table of another schema has its name
        }
        long bytes =
                inner.leaves().stream().mapToLong(FoundPartitions.Leaf::bytes).sum();
        return new FoundPartitions.Leaf(leaf.schema(), leaf.name(), leaf.part(), leaf.hasStorage(), bytes, inner);
    }

    /** Reads all but the partitions of partitions, whose names are added to the given ones. */
    private static FoundPartitions read(ResultSet rows, Set<String> partitioned) throws SQLException {
        String method = "";
        List<String> columns = List.of();
        String tablespace = null;
        List<FoundPartitions.Leaf> leaves = new ArrayList<>();
        while (rows.next()) {
            String strategy = rows.getString(1);
            method = METHODS.getOrDefault(strategy, strategy);
            columns = Arrays.asList(rows.getString(2).split(",", -1));
            tablespace = rows.getString(11);
            String name = rows.getString(4);
            if (name != null) {
                Part part = "true".equals(rows.getString(8))
                        ? new Part.Other("a DETACH CONCURRENTLY that has not finished, so that no statement finds its"
                                + " rows (ALTER TABLE .. DETACH PARTITION .. FINALIZE ends it)")
                        : part(rows.getString(5), "off".equals(rows.getString(9)));
                leaves.add(new FoundPartitions.Leaf(
                        rows.getString(3), name, part, rows.getBoolean(6), rows.getLong(7), null));
                if (rows.getBoolean(10)) {
                    partitioned.add(name);
                }
            }
        }
        return new FoundPartitions(method, columns, leaves, tablespace);
    }

    /** Reads a bound, in which backslashes of texts are doubled where they escape in the texts of the session. */
    static Part part(String bound, boolean escaped) {
        Matcher hash = HASH_BOUND.matcher(bound);
        if (hash.matches()) {
            return new Part.Remainder(Integer.parseInt(hash.group(1)), Integer.parseInt(hash.group(2)));
        }
        Matcher range = RANGE_BOUND.matcher(bound);
        if (range.matches()) {
            return new Part.Chunks(chunk(range.group(1)), chunk(range.group(2)));
        }
        Matcher list = LIST_BOUND.matcher(bound);
        if (list.matches()) {
            return new Part.Values(constants(list.group(1), escaped));
        }
        return bound.equals("DEFAULT") ? new Part.Rest() : new Part.Other(bound);
    }

    private static int chunk(String bound) {
        return switch (bound) {
            case "MINVALUE" -> Integer.MIN_VALUE;
            case "MAXVALUE" -> Integer.MAX_VALUE;
            default -> Integer.parseInt(bound.replace("'", ""));
        };
    }

    /** Reads constants with commas between them: in quotes, or bare. */
    private static List<String> constants(String list, boolean escaped) {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (at < list.length()) {
            char first = list.charAt(at);
            if (first == ',' || first == ' ') {
                at++;
            } else if (first == '\'') {
                int end = endOfQuoted(list, at);
                String text = list.substring(at + 1, end).replace("''", "'");
                texts.add(escaped ? text.replace("\\\\", "\\") : text);
                at = end + 1;
            } else {
                int end = list.indexOf(',', at);
                texts.add(list.substring(at, end < 0 ? list.length() : end));
                at = end < 0 ? list.length() : end;
            }
        }
        return texts;
    }

    /** Returns where the quote is that ends a constant. Quotes in its text are doubled. */
    private static int endOfQuoted(String list, int start) {
        int end = list.indexOf('\'', start + 1);
        while (end + 1 < list.length() && list.charAt(end + 1) == '\'') {
            end = list.indexOf('\'', end + 2);
        }
        return end;
    }

    /** A violated constraint has a name, and a missing partition has none. */
    @Override
    @Nullable
    public Homeless homeless(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            if (CHECK_VIOLATION.equals(each.getSQLState())) {
                PostgreSqlDriver.Report report = PostgreSqlDriver.report(each);
                if (report != null && report.constraint() == null) {
                    Matcher detail = HOMELESS.matcher(report.detail() == null ? "" : report.detail());
                    return detail.find()
                            ? new Homeless(detail.group(1) == null ? detail.group(2) : detail.group(1), detail.group(3))
                            : new Homeless("", null);
                }
            }
        }
        return null;
    }
}
