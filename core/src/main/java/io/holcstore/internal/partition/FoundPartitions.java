package io.holcstore.internal.partition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a table in the database.
 *
 * @param method HASH, LIST or RANGE
 * @param columns the columns by which the table is partitioned; an empty name for an expression
 * @param leaves the partitions, by name
 * @param tablespace where the table lies, with which new partitions begin; null for the place that the database chooses
 */
public record FoundPartitions(
        String method,
        List<String> columns,
        List<Leaf> leaves,
        @Nullable String tablespace) {
    /**
     * One partition.
     *
     * @param hasStorage whether it has the settings for blobs
     * @param bytes its size with its indexes
     * @param inner its own partitions; null when it has none because it is a table with rows
     */
    public record Leaf(
            String schema,
            String name,
            Part part,
            boolean hasStorage,
            long bytes,
            @Nullable FoundPartitions inner) {}

    /** Returns whether the table is partitioned as a definition says. */
    public boolean fits(PartitionRule rule) {
        return method.equals(rule.method()) && columns.equals(List.of(rule.column()));
    }

    /** Returns whether a row of a partition that is wanted has a partition of its own here. */
    public boolean has(Part wanted) {
        return leaves.stream().anyMatch(leaf -> leaf.part().covers(wanted));
    }

    /** Returns a partition of a hash that divides the rows into another number of parts than those of a definition. */
    public Optional<Part.Remainder> otherNumber(List<Part> parts) {
        return leaves.stream()
                .map(Leaf::part)
                .filter(Part.Remainder.class::isInstance)
                .map(Part.Remainder.class::cast)
                .filter(part -> !parts.contains(part))
                .findFirst();
    }

    /** Returns the bounded ranges of chunks. */
    public Stream<Part.Chunks> ranges() {
        return leaves.stream()
                .map(Leaf::part)
                .filter(Part.Chunks.class::isInstance)
                .map(Part.Chunks.class::cast);
    }

    /** Returns how the table is partitioned: {@code HASH (version)}. */
    public String text() {
        return method + " (" + String.join(", ", columns) + ')';
    }
}
