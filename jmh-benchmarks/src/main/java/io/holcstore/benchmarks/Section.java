package io.holcstore.benchmarks;

import java.io.IOException;
import java.util.List;

/** A part of the report, written between markers of its own. */
abstract class Section {
    /** What was measured. */
    final Results results;

    private final String name;
    private final List<String> benchmarks;

    /**
     * Creates a section.
     *
     * @param name the name in its markers: {@code <!-- name -->} and {@code <!-- end of name -->}
     * @param benchmarks the beginnings of the names of what it shows
     */
    Section(Results results, String name, String... benchmarks) {
        this.results = results;
        this.name = name;
        this.benchmarks = List.of(benchmarks);
    }

    final String name() {
        return name;
    }

    /** Returns whether anything was measured that it shows. If not, the text in the file stays. */
    final boolean isMeasured() {
        return benchmarks.stream().anyMatch(results::has);
    }

    /** Returns its Markdown, and writes the charts that it shows. */
    abstract String text(Charts charts) throws IOException;
}
