package io.holcstore.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Optional;

/**
 * Prints about how many seconds a run of the harness takes: {@code Estimate SETUP SHOT OPTION ..} with the options of
 * the run. A run has a JVM for each benchmark, each fork and each combination of parameters. {@code SETUP} is how many
 * seconds such a JVM takes besides its iterations, {@code SHOT} how many the longest operations take.
 */
public final class Estimate {
    private static final int DEFAULT_ITERATIONS = 5;
    private static final TimeValue DEFAULT_TIME = TimeValue.seconds(10);

    private final CommandLineOptions options;
    private final double setup;
    private final double shot;

    private Estimate(CommandLineOptions options, double setup, double shot) {
        this.options = options;
        this.setup = setup;
        this.shot = shot;
    }

    public static void main(String[] args) throws Exception {
        String[] harness = Arrays.copyOfRange(args, 2, args.length);
        Estimate estimate =
                new Estimate(new CommandLineOptions(harness), Double.parseDouble(args[0]), Double.parseDouble(args[1]));
        System.out.println(Math.round(estimate.seconds()));
    }

    private double seconds() throws Exception {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(PrintStream.nullOutputStream(), false, "UTF-8"), VerboseMode.SILENT);
        double seconds = 0;
        for (BenchmarkListEntry benchmark :
                BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes())) {
            seconds += combinations(benchmark) * jvm(benchmark);
        }
        if (seconds == 0) {
            throw new IllegalArgumentException("no benchmark matches " + options.getIncludes());
        }
        return seconds;
    }

    /** The values of all its parameters, multiplied. */
    private long combinations(BenchmarkListEntry benchmark) {
        long combinations = options.getForkCount().orElse(benchmark.getForks().orElse(1));
        for (Map.Entry<String, String[]> parameter :
                benchmark.getParams().orElse(Map.of()).entrySet()) {
            Optional<Collection<String>> wanted = options.getParameter(parameter.getKey());
            combinations *= wanted.hasValue() ? wanted.get().size() : parameter.getValue().length;
        }
        return combinations;
    }

    private double jvm(BenchmarkListEntry benchmark) {
        int warmups = options.getWarmupIterations()
                .orElse(benchmark.getWarmupIterations().orElse(DEFAULT_ITERATIONS));
        int iterations = options.getMeasurementIterations()
                .orElse(benchmark.getMeasurementIterations().orElse(DEFAULT_ITERATIONS));
        if (benchmark.getMode() == Mode.SingleShotTime) {
            return setup + (warmups + iterations) * shot;
        }
        return setup
                + warmups
                        * iteration(options.getWarmupTime()
                                .orElse(benchmark.getWarmupTime().orElse(DEFAULT_TIME)))
                + iterations
                        * iteration(options.getMeasurementTime()
                                .orElse(benchmark.getMeasurementTime().orElse(DEFAULT_TIME)));
    }

    /** No iteration is shorter than its operation. */
    private double iteration(TimeValue time) {
        return Math.max(shot, time.convertTo(TimeUnit.MILLISECONDS) / 1000.0);
    }
}
