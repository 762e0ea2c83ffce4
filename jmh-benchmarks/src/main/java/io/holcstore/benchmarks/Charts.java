package io.holcstore.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of charts beside a report. */
final class Charts {
    private final Path folder;

    Charts(Path report) {
        folder = report.toAbsolutePath().resolveSibling("charts");
    }

    /** Writes a chart and returns the Markdown that shows it. */
    String write(String name, String svg) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".svg"), svg, StandardCharsets.UTF_8);
        return "![" + name + "](charts/" + name + ".svg)\n\n";
    }

    /** As {@link #write}; nothing of a chart without bars. */
    String write(String name, BarChart chart) throws IOException {
        return chart.isEmpty() ? "" : write(name, chart.svg());
    }
}
