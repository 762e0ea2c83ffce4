package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;

/** What each stage of a store's work costs. */
final class StageSection extends Section {
    StageSection(Results results) {
        super(results, "stages", "StageBenchmark");
    }

    @Override
    String text(Charts charts) {
        return "### What each stage costs on PostgreSQL, ms\n\n" + stages();
    }

    private MarkdownTable stages() {
        MarkdownTable table = new MarkdownTable(
                "work", "values", "encoding", "codec", "wire and server", "of that the server", "all");
        for (String data : results.values("StageBenchmark", "data")) {
            for (String encoding : results.values("StageBenchmark", "encoding")) {
                String[] by = {"data", data, "encoding", encoding};
                String[] whole = {"data", data, "encoding", encoding, "database", Database.POSTGRESQL.name()};
                stage(table, "insert all series", "insert", "Encode", "StoreBenchmark.insert", by, whole);
                stage(table, "read one series", "read", "Decode", "StoreBenchmark.readSeries", by, whole);
                stage(table, "stream all series", "stream", "Decode", "StoreBenchmark.stream", by, whole);
            }
        }
        return table;
    }

    private void stage(
            MarkdownTable table, String work, String prefix, String codec, String all, String[] by, String[] whole) {
        String of = "StageBenchmark." + prefix;
        table.row(
                List.of(work, by[1].toLowerCase(Locale.ROOT), by[3]),
                results.score(of + codec, by),
                results.score(of + "Blobs", by),
                results.score(of + "InServer", by),
                results.score(all, whole));
    }
}
