package io.holcstore.benchmarks;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How fast a feed is read and applied. */
final class FeedSection extends Section {
    private static final String OF = "FeedBenchmark.";
    private static final int SAMPLED = 2;

    FeedSection(Results results) {
        super(results, "feed", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table =
                new MarkdownTable("database", "values", "encoding", "changes, rows/s", "MB/s", "apply, rows/s", "MB/s");
        for (Database database : Database.values()) {
            for (String data : results.values(OF, "data")) {
                for (String encoding : results.values(OF, "encoding")) {
                    row(table, database, Data.valueOf(data), Encoding.valueOf(encoding));
                }
            }
        }
        return "### Change feed\n\n" + table;
    }

    private void row(MarkdownTable table, Database database, Data data, Encoding encoding) {
        String[] by = {"database", database.name(), "data", data.name(), "encoding", encoding.name()};
        OptionalDouble changes = rowsPerSecond("changes", by);
        OptionalDouble apply = rowsPerSecond("apply", by);
        double megabytes = bytesPerRow(data, encoding) / 1e6;
        table.row(
                List.of(
                        database.name().toLowerCase(Locale.ROOT),
                        data.name().toLowerCase(Locale.ROOT),
                        encoding.name()),
                changes,
                Results.map(changes, rows -> rows * megabytes),
                apply,
                Results.map(apply, rows -> rows * megabytes));
    }

    private OptionalDouble rowsPerSecond(String method, String... by) {
        double rows = Double.parseDouble(results.values(OF, "series").get(0)) * Workload.MONTHS;
        return Results.map(results.score(OF + method, by), ms -> rows / ms * 1000);
    }

    /** Of a few series, which are as large as the others. */
    private static double bytesPerRow(Data data, Encoding encoding) {
        try (FreshDatabase fresh = TestDatabase.h2Memory().fresh()) {
            ChunkStore store = Workload.replicated(encoding).open(fresh.dataSource());
            store.schema().createIfMissing();
            store.insertAll(Workload.series(store.definition(), data, SAMPLED));
            ChangePage page = store.feed().changes(ChangeCursor.start(), KeyFilter.all(), SAMPLED * Workload.MONTHS);
            return page.changes().stream()
                    .mapToInt(change -> change.data().length)
                    .average()
                    .orElseThrow();
        }
    }
}
