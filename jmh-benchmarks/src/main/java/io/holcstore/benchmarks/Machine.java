package io.holcstore.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** On what, and when, a report is made. */
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String description() throws IOException {
        return cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores; " + System.getProperty("os.name")
                + ' ' + System.getProperty("os.arch") + "; " + System.getProperty("java.vm.name") + ' '
                + System.getProperty("java.vm.version") + "; " + LocalDate.now(ZoneOffset.UTC);
    }

    private static String cpu() throws IOException {
        if (!Files.isReadable(CPU)) {
            return "unnamed CPU";
        }
        try (Stream<String> lines = Files.lines(CPU, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unnamed CPU");
        }
    }
}
