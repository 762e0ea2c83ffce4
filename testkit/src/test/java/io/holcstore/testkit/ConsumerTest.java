package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.holcstore.Store;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import org.eclipse.collections.api.LongIterable;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.h2.Driver;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application of its own, compiled and run by JDKs in processes of their own: on the class path and on the module
 * path, with the libraries that a user cannot do without and no other. The JDKs are that of the tests and the one
 * whose home is {@code HOLCSTORE_TEST_JDK}.
 */
@ParameterizedClass
@MethodSource("jdks")
final class ConsumerTest {
    private static final Path SOURCES = Path.of("src", "test", "resources", "consumer");

    private static final String APPLICATION = "com/example/loads/Application.java";

    private static final String RESULT =
            "1 series, 743 of 743 hours, the last one 22.0, as a module: %b" + System.lineSeparator();

    private final Path jdk;
    private final Path folder;

    ConsumerTest(Path jdk, @TempDir Path folder) {
        this.jdk = jdk;
        this.folder = folder;
    }

    static List<Path> jdks() {
        return Stream.of(System.getProperty("java.home"), System.getenv("HOLCSTORE_TEST_JDK"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .distinct()
                .toList();
    }

    @Test
    void runsOnTheClassPath() throws IOException, InterruptedException {
        compile(List.of("-cp", libraries()), APPLICATION);
        String said =
                run(jdk, "-cp", folder + File.pathSeparator + libraries(), "com.example.loads.Application", "COMPACT");
        assertThat(said).contains("meter=1, kind=base").endsWith(RESULT.formatted(false));
        assertThat(said.lines()).as("no warnings").hasSize(2);
    }

    @Test
    void runsOnTheModulePath() throws IOException, InterruptedException {
        compile(List.of("-p", libraries()), "module-info.java", APPLICATION);
        String said = run(jdk, modular("COMPACT"));
        assertThat(said).endsWith(RESULT.formatted(true));
        assertThat(said.lines()).as("no warnings").hasSize(2);
    }

    @Test
    void nativeCodeWarnsOfNothingWhereItIsAllowedOrReplaced() throws IOException, InterruptedException {
        compile(List.of("-p", libraries()), "module-info.java", APPLICATION);
        assertThat(run(jdk, prepend("-Dholcstore.lz4=java", modular("LZ4"))).lines())
                .hasSize(2);
        if (knowsNativeAccess()) {
            assertThat(run(jdk, prepend("--enable-native-access=org.lz4.java", modular("LZ4")))
                            .lines())
                    .hasSize(2);
        }
    }

    /**
     * lz4-java and drivers are automatic modules, which jlink refuses: the runtime has the JDK's modules, the
     * application brings its own.
     */
    @Test
    void runsOnALinkedRuntime() throws IOException, InterruptedException {
        assumeThat(jdk.resolve("jmods")).as("this JDK can link a runtime").isDirectory();
        Path runtime = folder.resolve("runtime");
        Programs.execute(List.of(
                Programs.tool(jdk, "jlink"),
                "--add-modules",
                "java.sql,java.net.http,java.naming,java.management,jdk.unsupported",
                "--output",
                runtime.toString()));
        compile(List.of("-p", libraries()), "module-info.java", APPLICATION);
        assertThat(run(runtime, modular("COMPACT"))).endsWith(RESULT.formatted(true));
    }

    /** The JDKs that warn know the option. */
    private boolean knowsNativeAccess() throws IOException {
        String release = Files.readString(jdk.resolve("release"));
        String version = release.replaceAll("(?s).*JAVA_VERSION=\"([^\"]+)\".*", "$1");
        return Runtime.Version.parse(version).feature() >= 24;
    }

    private String[] modular(String encoding) {
        return new String[] {
            "-p",
            folder + File.pathSeparator + libraries(),
            "-m",
            "com.example.loads/com.example.loads.Application",
            encoding
        };
    }

    private static String[] prepend(String option, String... arguments) {
        return Stream.concat(Stream.of(option), Stream.of(arguments)).toArray(String[]::new);
    }

    private void compile(List<String> path, String... sources) throws IOException, InterruptedException {
        List<String> command = Programs.compiler(jdk);
        command.addAll(List.of("--release", "17", "-d", folder.toString()));
        command.addAll(path);
        for (String source : sources) {
            command.add(SOURCES.resolve(source).toString());
        }
        Programs.execute(command);
    }

    private static String run(Path jdk, String... arguments) throws IOException, InterruptedException {
        return Programs.execute(Stream.concat(Stream.of(Programs.tool(jdk, "java")), Stream.of(arguments))
                .toList());
    }

    private static String libraries() {
        return Programs.path(
                Store.class,
                LZ4Factory.class,
                CsvReader.class,
                LongIterable.class,
                LongArrayList.class,
                NullMarked.class,
                Driver.class);
    }
}
