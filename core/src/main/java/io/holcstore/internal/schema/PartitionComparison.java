package io.holcstore.internal.schema;

import io.holcstore.internal.partition.FoundPartitions;
import io.holcstore.internal.partition.Part;
import io.holcstore.internal.partition.PartitionRule;
import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the partitions of a store's tables with its definition. */
final class PartitionComparison {
    /**
     * A table with its partitions.
     *
     * @param table its definition
     * @param there where it was found
     */
    record Partitioned(Ddl.Table table, FoundTable there, FoundPartitions found) {}

    private final PartitionSql sql;
    private final PartitionRule rule;
    private final List<String> differences = new ArrayList<>();

    PartitionComparison(PartitionSql sql, PartitionRule rule) {
        this.sql = sql;
        this.rule = rule;
    }

    /** Returns how tables differ that are partitioned by the right column. */
    List<String> differences(List<Partitioned> tables) {
        for (Partitioned each : tables) {
            String number = otherNumber(each.table, each.found, rule);
            if (!number.isEmpty()) {
                differences.add(number);
                continue;
            }
            compareLeaves(each);
            for (Part part : rule.fixed()) {
                if (!each.found.has(part)) {
                    differences.add(missing(each, part) + "; schema().createIfMissing() creates it");
                }
            }
        }
        compareValues(tables);
        tables.forEach(this::findHoles);
        return differences;
    }

    /**
     * Returns what is wrong with a table that cannot be changed into the one of the definition; empty if nothing is.
     */
    static String otherwise(Ddl.Table table, @Nullable FoundPartitions found, PartitionRule rule) {
        if (found != null && found.fits(rule)) {
            return "";
        }
        return "partitions of " + table.name() + ": the table has "
                + (found == null ? "none" : "those of " + found.text()) + ", the definition has those of "
                + rule.text();
    }

    /** Returns why the partitions of a hash cannot be completed: there is another number of them; else nothing. */
    static String otherNumber(Ddl.Table table, FoundPartitions found, PartitionRule rule) {
        return found.otherNumber(rule.fixed())
                .map(part -> "partitions of " + table.name() + ": the table has " + found.text() + " in "
                        + part.modulus() + " parts, the definition has "
                        + rule.fixed().size()
                        + " parts; their number cannot change: define hash(" + rule.column() + ", " + part.modulus()
                        + "), or copy the series into a store under another name")
                .orElse("");
    }

    private String missing(Partitioned each, Part part) {
        return "partitions of " + each.table.name() + ": the table has none for " + rule.describe(part);
    }

    private void compareLeaves(Partitioned each) {
        for (FoundPartitions.Leaf leaf : each.found.leaves()) {
            if (leaf.part() instanceof Part.Rest) {
                addRest(leaf);
            } else if (rule.fixed().isEmpty()
                    ? leaf.part() instanceof Part.Other
                    : !rule.fixed().contains(leaf.part())) {
                differences.add("partition " + leaf.name() + ": the table has " + rule.describe(leaf.part())
                        + ", the definition has no such partition");
            }
            compareInside(each, leaf);
        }
    }

    private void addRest(FoundPartitions.Leaf leaf) {
        differences.add("partition " + leaf.name() + " takes the rows that have no partition of their own, so"
                + " that they are not noticed and no other partition can take them; move its rows away, and"
                + " drop it");
    }

    /** Compares what does not depend on the rule. Partitions of partitions have rules that the store does not know. */
    private void compareInside(Partitioned each, FoundPartitions.Leaf leaf) {
        FoundPartitions inner = leaf.inner();
        if (inner != null) {
            if (inner.leaves().isEmpty()) {
                differences.add("partition " + leaf.name() + " is itself partitioned by " + inner.text()
                        + " and has no partition, so that it takes no row; attach one to it");
            }
            for (FoundPartitions.Leaf below : inner.leaves()) {
                if (below.part() instanceof Part.Rest) {
                    addRest(below);
                }
                compareInside(each, below);
            }
        } else if (each.table.blobs() && !leaf.hasStorage()) {
            String name = PartitionChange.quoted(leaf);
            differences.add("partition " + leaf.name() + " has no storage settings for blobs; run "
                    + sql.storageSettings(name).get(0) + " and " + sql.leafStorage(name));
        }
    }

    /** A value that has a partition in one table needs one in each. */
    private void compareValues(List<Partitioned> tables) {
        List<Part.Values> values = tables.stream()
                .flatMap(each -> each.found.leaves().stream())
                .map(FoundPartitions.Leaf::part)
                .filter(Part.Values.class::isInstance)
                .map(Part.Values.class::cast)
                .flatMap(part -> part.texts().stream())
                .distinct()
                .map(text -> new Part.Values(List.of(text)))
                .toList();
        for (Partitioned each : tables) {
            for (Part.Values value : values) {
                if (!each.found.has(value)) {
                    differences.add(missing(each, value) + "; schema().partitions().add(" + rule.column() + ".is("
                            + value.texts().get(0) + ")) adds it");
                }
            }
        }
    }

    private void findHoles(Partitioned each) {
        Part.Chunks before = null;
        for (Part.Chunks next : each.found
                .ranges()
                .sorted(Comparator.comparingInt(Part.Chunks::from))
                .toList()) {
            if (before != null && before.until() < next.from()) {
                differences.add(missing(each, before.gapTo(next)) + "; schema().partitions().add(..) adds it");
            }
            before = next;
        }
    }
}
