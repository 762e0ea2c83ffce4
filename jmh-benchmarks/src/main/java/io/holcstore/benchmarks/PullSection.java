package io.holcstore.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How long a whole pull takes, beside a copy of the table by hand. */
final class PullSection extends Section {
    private static final String OF = "PullBenchmark.";

    PullSection(Results results) {
        super(results, "pull", OF);
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable(
                "values", "encoding", "pull, ms", "COPY out and in, ms", "times", "pull in the Python protocol, ms");
        for (String data : results.values(OF, "data")) {
            for (String encoding : results.values(OF, "encoding")) {
                OptionalDouble pull = results.score(OF + "pull", "data", data, "encoding", encoding);
                OptionalDouble copy = results.score(OF + "copy", "data", data, "encoding", encoding);
                table.row(
                        List.of(data.toLowerCase(Locale.ROOT), encoding),
                        pull,
                        copy,
                        copy.isPresent() ? Results.map(pull, ms -> ms / copy.getAsDouble()) : copy,
                        results.score(OF + "pullDjango", "data", data, "encoding", encoding));
            }
        }
        return "### Replication over HTTP\n\n" + table;
    }
}
