package io.holcstore.benchmarks;

/** Functions on a series. */
final class SeriesSection extends Section {
    SeriesSection(Results results) {
        super(results, "series", "SeriesBenchmark");
    }

    @Override
    String text(Charts charts) {
        MarkdownTable table = new MarkdownTable("function", "Series", "TreeMap<Instant, Double>");
        row(table, "sums of hours", "hours");
        row(table, "sums of days", "days");
        row(table, "sum of two series", "plus");
        return "### Functions on a series of " + Workload.POINTS + " quarter hours, µs a call\n\n" + table;
    }

    private void row(MarkdownTable table, String function, String name) {
        String benchmark = "SeriesBenchmark." + name;
        table.row(function, results.score(benchmark), results.score(benchmark + "ByMap"));
    }
}
