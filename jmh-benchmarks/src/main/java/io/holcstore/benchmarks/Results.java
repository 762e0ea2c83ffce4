package io.holcstore.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Measured numbers by what was measured: from the harness's CSV and from tables as {@link DiskUsage} writes them. */
final class Results {
    /**
     * One line: the benchmark's class and method (or the table's last column), its parameters, and the score in its own
     * unit.
     */
    private record Result(String benchmark, Map<String, String> parameters, double score) {}

    private static final String PARAMETER = "Param: ";

    private final List<Result> results = new ArrayList<>();

    /** Reads the harness's CSV, or a table whose last column is what was measured and whose others are parameters. */
    void read(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                results.add(line.getHeader().contains("Benchmark") ? ofHarness(line) : ofTable(line));
            }
        }
    }

    private static Result ofHarness(NamedCsvRecord line) {
        Map<String, String> parameters = new LinkedHashMap<>();
        line.getHeader().stream()
                .filter(name ->
                        name.startsWith(PARAMETER) && !line.getField(name).isEmpty())
                .forEach(name -> parameters.put(name.substring(PARAMETER.length()), line.getField(name)));
        String name = line.getField("Benchmark");
        int profiler = name.indexOf(':') < 0
                ? name.length()
                : name.indexOf(':'); // a profiler's numbers: Class.method:gc.alloc.rate
        int method = name.lastIndexOf('.', profiler);
        String ofPackage = name.substring(name.lastIndexOf('.', method - 1) + 1);
        return new Result(ofPackage, parameters, Double.parseDouble(line.getField("Score")));
    }

    private static Result ofTable(NamedCsvRecord line) {
        Map<String, String> parameters = new LinkedHashMap<>(line.getFieldsAsMap());
        String measured = line.getHeader().get(line.getHeader().size() - 1);
        return new Result(measured, parameters, Double.parseDouble(line.getField(measured)));
    }

    /** Whether anything was measured whose name begins so. */
    boolean has(String benchmarkPrefix) {
        return results.stream().anyMatch(result -> result.benchmark.startsWith(benchmarkPrefix));
    }

    interface Conversion {
        double of(double score);
    }

    /** The score in another unit. */
    static OptionalDouble map(OptionalDouble score, Conversion conversion) {
        return score.isPresent() ? OptionalDouble.of(conversion.of(score.getAsDouble())) : score;
    }

    /**
     * The score of the benchmark with these parameters, if it was measured.
     *
     * @param parameters names and values in turn; a measurement may have others besides
     */
    OptionalDouble score(String benchmark, String... parameters) {
        return results.stream()
                .filter(result -> result.benchmark.equals(benchmark) && matches(result, parameters))
                .mapToDouble(Result::score)
                .findFirst();
    }

    private static boolean matches(Result result, String... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i + 1].equals(result.parameters.get(parameters[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The values that a parameter was measured with, in order of appearance. */
    List<String> values(String benchmarkPrefix, String parameter) {
        return results.stream()
                .filter(result -> result.benchmark.startsWith(benchmarkPrefix))
                .map(result -> result.parameters.getOrDefault(parameter, ""))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }
}
