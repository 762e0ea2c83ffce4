package io.holcstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the formatter and the compiler do not check in source files. */
class SourceFilesTest {
    private static final Path PACKAGES = Path.of("src", "main", "java", "io", "holcstore");
    private static final int WIDTH = 120;

    /** Without {@code @NullMarked}, NullAway does not check a package. */
    @Test
    void everyPackageIsDescribedAndNullMarked() {
        for (String name : ArchitectureTest.CHAIN) {
            Path description = PACKAGES.resolve(name.replace('.', '/')).resolve("package-info.java");
            assertThat(description).content().startsWith("/**").contains("@NullMarked");
        }
    }

    @Test
    void commentsAreAtMost120Wide() throws IOException {
        List<String> wide = new ArrayList<>();
        for (String module : List.of("core", "testkit", "jmh-benchmarks")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line ->
                                    line.length() > WIDTH && line.strip().matches("(/\\*|\\*|//).*"))
                            .forEach(line -> wide.add(file.getFileName() + ": " + line.strip()));
                }
            }
        }
        assertThat(wide).isEmpty();
    }
}
