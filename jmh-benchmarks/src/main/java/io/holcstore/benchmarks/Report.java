package io.holcstore.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes measured results into a README, each section between its markers, and charts beside it:
 * {@code Report README.md RESULTS.csv ..}. A section of which nothing was measured stays as it is; of the others, what
 * was not measured is left out.
 */
public final class Report {
    private Report() {}

    public static void main(String[] args) throws IOException {
        Results results = new Results();
        for (int i = 1; i < args.length; i++) {
            results.read(Path.of(args[i]));
        }
        Path readme = Path.of(args[0]);
        Charts charts = new Charts(readme);
        String text = Files.readString(readme, StandardCharsets.UTF_8);
        for (Section section : sections(results)) {
            if (section.isMeasured()) {
                text = between(readme, text, section.name(), Machine.description() + ".\n\n" + section.text(charts));
            }
        }
        Files.writeString(readme, text, StandardCharsets.UTF_8);
    }

    private static List<Section> sections(Results results) {
        return List.of(
                new StoreSection(results),
                new PeerSection(results),
                new FeedSection(results),
                new PullSection(results),
                new StageSection(results),
                new ExchangeSection(results),
                new ParquetSection(results),
                new RowImportSection(results),
                new AggregateSection(results),
                new AcrossSection(results),
                new ManySection(results),
                new PartitionSection(results),
                new ProjectionSection(results),
                new VersionSection(results),
                new CodecSection(results),
                new CalendarSection(results),
                new SeriesSection(results));
    }

    private static String between(Path readme, String text, String name, String section) throws IOException {
        String first = "<!-- " + name + " -->";
        String last = "<!-- end of " + name + " -->";
        int begin = text.indexOf(first);
        int end = text.indexOf(last);
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " has no markers " + first + " and " + last);
        }
        return text.substring(0, begin + first.length()) + "\n\n" + section.strip() + "\n" + text.substring(end);
    }
}
