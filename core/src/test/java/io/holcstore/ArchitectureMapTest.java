package io.holcstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md tells the truth about the packages, the exports and the names of classes. */
class ArchitectureMapTest {
    private static final Path TOP = Path.of("..");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]*`[a-z][^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("(\\*\\*)?`([a-z.0-9]+)`");
    private static final Pattern EXPORT = Pattern.compile("exports io\\.holcstore\\.([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z.]+\\.)?([A-Z][a-z][A-Za-z0-9]*[a-z0-9])\\b");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");

    /** What the documents name beside types of this repository. */
    private static final List<String> OTHERS =
            List.of("HttpClient", "DateStyle", "PostgresTest", "MariaDbTest", "MySqlTest", "SqliteTest");

    @Test
    void theMapHasThePackagesInTheirOrder() throws IOException {
        assertThat(packages(false)).containsExactlyElementsOf(ArchitectureTest.CHAIN);
    }

    @Test
    void theBoldPackagesAreTheExportedOnes() throws IOException {
        String module = Files.readString(SOURCES.resolve("module-info.java"));
        assertThat(packages(true))
                .containsExactlyInAnyOrderElementsOf(EXPORT.matcher(module)
                        .results()
                        .map(export -> export.group(1))
                        .toList())
                .noneMatch(name -> name.startsWith("internal"));
    }

    @Test
    void theTypesThatTheDocumentsNameExist() throws IOException {
        Set<String> types = types();
        for (String document : List.of("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")) {
            String text = Files.readString(TOP.resolve(document));
            List<String> missing = TYPE.matcher(text)
                    .results()
                    .map(name -> name.group(1))
                    .distinct()
                    .filter(name -> !OTHERS.contains(name) && !types.contains(name))
                    .toList();
            assertThat(missing).as(document).isEmpty();
        }
    }

    private static Set<String> types() throws IOException {
        Set<String> types = new HashSet<>();
        for (String module : List.of("core", "testkit", "jmh-benchmarks")) {
            try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    DECLARED.matcher(Files.readString(file)).results().forEach(type -> types.add(type.group(1)));
                }
            }
        }
        return types;
    }

    private static List<String> packages(boolean bold) throws IOException {
        String text = Files.readString(TOP.resolve("ARCHITECTURE.md"));
        String map = text.substring(text.indexOf("| package |"), text.indexOf("The module exports"));
        List<String> found = new ArrayList<>();
        for (MatchResult row : ROW.matcher(map).results().toList()) {
            String before = "";
            for (MatchResult each : PACKAGE.matcher(row.group(1)).results().toList()) {
                String name = each.group(2);
                if (name.startsWith(".")) { // `internal.sql.chunk`, `.keyed`
                    name = before.substring(0, before.lastIndexOf('.')) + name;
                }
                before = name;
                if (!bold || each.group(1) != null) {
                    found.add(name);
                }
            }
        }
        return found;
    }
}
