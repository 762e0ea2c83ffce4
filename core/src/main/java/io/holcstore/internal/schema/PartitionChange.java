package io.holcstore.internal.schema;

import io.holcstore.error.PartitionInUseException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.partition.FoundPartitions;
import io.holcstore.internal.partition.FoundPartitions.Leaf;
import io.holcstore.internal.partition.Part;
import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.schema.PartitionComparison.Partitioned;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.partition.Partition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The partitions of a store's tables in one transaction. */
final class PartitionChange {
    private static final int MOST_AT_ONCE = 500;

    private final TableSpec spec;
    private final PartitionRule rule;
    private final Connection connection;
    private final SqlDialect dialect;
    private final PartitionSql sql;
    private final List<Partitioned> tables = new ArrayList<>();

    /**
     * Finds the tables.
     *
     * @throws SchemaMismatchException when they are missing or are not partitioned by this rule
     */
    PartitionChange(TableSpec spec, PartitionRule rule, Connection connection) throws SQLException {
        this.rule = rule;
        this.connection = connection;
        this.dialect = Dialects.of(connection);
        this.sql = spec.partitionSql(dialect);
        StoreTables there = StoreTables.find(spec, dialect, connection);
        require(spec, there.problems());
        this.spec = there.placed();
        for (Ddl.Table table : this.spec.layout().tables(this.spec, dialect)) {
            if (this.spec.partitionsOf(table) != null) {
                tables.add(found(table, there.get(table.name())));
            }
        }
    }

    private Partitioned found(Ddl.Table table, @Nullable FoundTable there) throws SQLException {
        if (there == null) {
            throw mismatch(SchemaComparison.missing(spec, dialect, table.name()));
        }
        FoundPartitions found = sql.find(connection, there.schema(), there.name());
        String problem = PartitionComparison.otherwise(table, found, rule);
        if (found == null || !problem.isEmpty()) {
            throw mismatch(problem);
        }
        return new Partitioned(table, there, found);
    }

    private SchemaMismatchException mismatch(String problem) {
        return new SchemaMismatchException(spec.name(), List.of(problem));
    }

    private static void require(TableSpec spec, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), problems);
        }
    }

    /** Returns the table of the data. */
    private Partitioned data() {
        return tables.stream()
                .filter(each -> each.table().name().equals(spec.table()))
                .findFirst()
                .orElseThrow(() -> mismatch(SchemaComparison.missing(spec, dialect, spec.table())));
    }

    List<Partition> partitions() {
        return data().found().leaves().stream().map(this::partition).toList();
    }

    private Partition partition(Leaf leaf) {
        return new Partition(leaf.name(), rule.describe(leaf.part()), leaf.bytes());
    }

    /** Adds the partitions of a stretch and of what lies between it and the nearest ones. */
    List<Partition> add(Part.Chunks wanted) throws SQLException {
        int from = data().found()
                .ranges()
                .mapToInt(Part.Chunks::until)
                .filter(end -> end <= wanted.from())
                .max()
                .orElse(wanted.from());
        int until = data().found()
                .ranges()
                .mapToInt(Part.Chunks::from)
                .filter(start -> start >= wanted.until())
                .min()
                .orElse(wanted.until());
        List<Part> parts = new ArrayList<>();
        for (Part.Chunks part : rule.cut(new Part.Chunks(from, until))) {
            for (Leaf leaf : data().found().leaves()) {
                if (leaf.part() instanceof Part.Chunks there && there.overlaps(part) && !there.covers(part)) {
                    throw mismatch("partition " + leaf.name() + " holds " + rule.describe(there)
                            + ", so that one for all of " + rule.describe(part) + " cannot be added; detach it, or"
                            + " create the rest of " + rule.describe(part) + " by SQL");
                }
            }
            parts.add(part);
        }
        requireFew(parts);
        return add(parts);
    }

    /** A month that is far away by mistake would fill the table with partitions, and the server with their locks. */
    private void requireFew(List<Part> parts) {
        List<Part> missing =
                parts.stream().filter(part -> !data().found().has(part)).toList();
        if (missing.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(spec.name() + ": " + missing.size() + " partitions would be added, from "
                    + rule.describe(missing.get(0)) + " to " + rule.describe(missing.get(missing.size() - 1))
                    + ", and at most " + MOST_AT_ONCE + " can be at once; check the months. Those between them"
                    + " and the nearest partition count, too: if they are meant, add them in steps, or define a"
                    + " larger span");
        }
    }

    List<Partition> add(List<Part> parts) throws SQLException {
        List<Partition> added = new ArrayList<>();
        for (Partitioned each : tables) {
            each.found().leaves().stream()
                    .filter(leaf -> leaf.part() instanceof Part.Rest)
                    .findFirst()
                    .ifPresent(this::refuse);
            for (Part part : parts) {
                if (!each.found().has(part)) {
                    String leaf = Ddl.leaf(each.table(), rule, part);
                    attach(each, leaf, part);
                    if (each.table().name().equals(spec.table())) {
                        added.add(new Partition(leaf, rule.describe(part), 0));
                    }
                }
            }
        }
        return added;
    }

    private void refuse(Leaf rest) {
        throw mismatch("partition " + rest.name()
                + " takes the rows that have no partition of their own; move its rows away, and drop it");
    }

    private void attach(Partitioned each, String leaf, Part part) throws SQLException {
        FoundTable taken = dialect.find(connection, spec.qualified(leaf));
        if (taken != null) {
            throw mismatch("the partition for " + rule.describe(part) + " cannot be added, because its name is taken: "
                    + leaf + " is not a partition of " + each.table().name() + " that statements use; attach it (ALTER"
                    + " TABLE .. ATTACH PARTITION), rename it or drop it");
        }
        for (String statement : sql.attach(
                spec.qualified(each.table().name()),
                spec.qualified(leaf),
                part,
                each.table().blobs(),
                each.found().tablespace())) {
            execute(statement);
        }
    }

    /**
     * Drops partitions with all that they hold.
     *
     * @param whole the partitions are refused that hold more than this
     * @throws PartitionInUseException when one of them must be empty and is not, or holds more
     */
    List<Partition> drop(Predicate<Part> wanted, Part whole) throws SQLException {
        if (data().found().leaves().stream().noneMatch(leaf -> wanted.test(leaf.part()))) {
            return List.of();
        }
        execute(sql.keepWritersAway(spec.heads()));
        List<Partition> dropped = new ArrayList<>();
        for (Partitioned each : tables) {
            for (Leaf leaf : each.found().leaves()) {
                if (wanted.test(leaf.part())) {
                    requireDroppable(each, leaf, whole);
                    execute("DROP TABLE " + quoted(leaf));
                    if (each.table().name().equals(spec.table())) {
                        dropped.add(partition(leaf));
                    }
                }
            }
        }
        return dropped;
    }

    private void requireDroppable(Partitioned each, Leaf leaf, Part whole) throws SQLException {
        String problem = "";
        if (!whole.covers(leaf.part())) {
            problem = "it also holds other values: " + rule.describe(leaf.part());
        } else if (each.table().blobs() && hasRows(leaf)) {
            problem = spec.hasFeed()
                    ? "it has rows, and replicas would not notice that they are gone: erase or delete them, wait for the"
                            + " replicas, and purge the tombstones first"
                    : countsElsewhere()
                            ? "it has rows whose versions are counted by other axes: delete them and purge"
                                    + " the history first"
                            : "";
        }
        if (!problem.isEmpty()) {
            throw new PartitionInUseException(
                    "partition " + leaf.name() + " of " + spec.name() + " cannot be dropped: " + problem,
                    spec.name(),
                    leaf.name());
        }
    }

    /** Returns whether the heads of rows are not partitioned along, and no upkeep of the store makes them true. */
    private boolean countsElsewhere() {
        return rule.method().equals("LIST")
                && tables.stream().noneMatch(each -> each.table().name().equals(spec.headTable()));
    }

    private boolean hasRows(Leaf leaf) throws SQLException {
        String any = dialect.first("SELECT 1 FROM " + quoted(leaf), "1");
        return Statements.select(dialect.prepare(connection, any), statement -> {}, ResultSet::next);
    }

    /** Returns the name of a partition for statements. */
    static String quoted(Leaf leaf) {
        return TableSpec.quote(leaf.schema()) + '.' + TableSpec.quote(leaf.name());
    }

    private void execute(String statement) throws SQLException {
        SqlSchema.execute(connection, dialect, statement);
    }
}
