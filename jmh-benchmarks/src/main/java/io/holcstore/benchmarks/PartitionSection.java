package io.holcstore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Verbs on tables in one piece and on partitioned ones. */
final class PartitionSection extends Section {
    private static final String OF = "PartitionBenchmark.";

    PartitionSection(Results results) {
        super(results, "partitions", OF);
    }

    @Override
    String text(Charts charts) {
        List<String> verbs = List.of("readMonth", "readSeries", "readLast", "latest", "mergeOne", "mergeAll", "stream");
        MarkdownTable table = new MarkdownTable(
                "by, partitions",
                "read a month",
                "read three years",
                "last value",
                "last values of all",
                "merge one",
                "merge all",
                "stream a month of all");
        for (PartitionBenchmark.How how : PartitionBenchmark.How.values()) {
            for (String partitions : List.of("0", "1", "8", "64")) {
                List<OptionalDouble> scores = new ArrayList<>();
                verbs.forEach(
                        verb -> scores.add(results.score(OF + verb, "how", how.name(), "partitions", partitions)));
                String name = how == PartitionBenchmark.How.HASH ? "hash of an axis, " : "range of chunks, ";
                table.row(name + (partitions.equals("0") ? "none" : partitions), scores.toArray(OptionalDouble[]::new));
            }
        }
        return "### Partitions on PostgreSQL, microseconds\n\n" + String.join(", ", results.values(OF, "series"))
                + " series of 105,120 points.\n\n" + table;
    }
}
