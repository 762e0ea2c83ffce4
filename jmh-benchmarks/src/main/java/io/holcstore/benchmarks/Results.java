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

/** Measured numbers by what was measured: the harness's CSV and that of {@link DiskUsage}. */
final class Results {
    /** One line: the benchmark's class and method, its parameters, and the score in its own unit. */
    private record Result(String benchmark, Map<String, String> parameters, double score) {}

    private static final String PARAMETER = "Param: ";

    private final List<Result> results = new ArrayList<>();

    void readHarness(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                Map<String, String> parameters = new LinkedHashMap<>();
                line.getHeader().stream()
                        .filter(name -> name.startsWith(PARAMETER)
                                && !line.getField(name).isEmpty())
                        .forEach(name -> parameters.put(name.substring(PARAMETER.length()), line.getField(name)));
                String name = line.getField("Benchmark");
                String ofPackage = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
                results.add(new Result(ofPackage, parameters, Double.parseDouble(line.getField("Score"))));
            }
        }
    }

    void readDisk(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                Map<String, String> parameters = new LinkedHashMap<>(line.getFieldsAsMap());
                double score = Double.parseDouble(parameters.remove("bytesPerPoint"));
                results.add(new Result("disk", parameters, score));
            }
        }
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
