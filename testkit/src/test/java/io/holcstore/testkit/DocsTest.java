package io.holcstore.testkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.AxisType;
import io.holcstore.store.Dialect;
import io.holcstore.time.ChunkBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md, the pages of docs and the other texts of the top folder say, apart from their Java. */
final class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]*)(?:#([^)]+))?\\)");
    private static final Pattern EXPORT = Pattern.compile("exports (io\\.holcstore\\.[a-z.]+);");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void everyJavaBlockIsRun() {
        assertThat(Page.all()).allSatisfy(page -> assertThat(page.blocks("java"))
                .hasSize(page.text().split("```java", -1).length - 1));
        assertThat(Page.all().stream()
                        .mapToInt(page -> page.blocks("java").size())
                        .sum())
                .isGreaterThan(30);
    }

    @Test
    void ddlIsTheOneOfTheDefinition() {
        String ddl = Store.define()
                .axis("version", AxisType.INT)
                .axis("kind", AxisType.VARCHAR(20))
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("load_curve")
                .build()
                .ddl(Dialect.postgresql());
        assertThat(Page.all().stream().flatMap(page -> page.blocks("sql").stream()))
                .filteredOn(block -> block.contains("CREATE "))
                .containsExactly(ddl);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        try (Stream<Path> top = Files.list(Page.TOP)) {
            List<Page> texts = Stream.concat(
                            Page.all().stream(),
                            top.filter(path -> path.toString().endsWith(".md")).map(Page::new))
                    .distinct()
                    .toList();
            assertThat(texts)
                    .allSatisfy(text -> assertThat(LINK.matcher(text.text()).results())
                            .allSatisfy(link -> assertLeadsSomewhere(text, link)));
        }
    }

    private static void assertLeadsSomewhere(Page from, MatchResult link) {
        Path target = link.group(1).isEmpty() ? from.path() : from.path().resolveSibling(link.group(1));
        assertThat(target).exists();
        if (link.group(2) != null) {
            assertThat(anchors(new Page(target))).as("headings of %s", target).contains(link.group(2));
        }
    }

    /** The headings of a page as the sites that show it name them in links. */
    private static Set<String> anchors(Page page) {
        return HEADING.matcher(page.text())
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(toSet());
    }

    @Test
    void bothTablesOfContentsNameEveryPage() {
        String readme = new Page(Page.TOP.resolve("README.md")).text();
        String contents = Page.CONTENTS.text();
        assertThat(Page.all())
                .filteredOn(page -> page.path().startsWith(Page.DOCS) && !page.equals(Page.CONTENTS))
                .isNotEmpty()
                .allSatisfy(page -> {
                    assertThat(readme).contains("](" + page + ")");
                    assertThat(contents).contains("](" + Page.DOCS.relativize(page.path()) + ")");
                });
    }

    @Test
    void coordinatesAreThoseOfTheBuild() throws IOException {
        String version = Pattern.compile("<artifactId>holcstore-parent</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Page.TOP.resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(Files.readString(Page.TOP.resolve("README.md")))
                .contains("implementation(\"io.holcstore:holcstore-core:" + version + "\")")
                .containsPattern(
                        "<groupId>io.holcstore</groupId>\\s*<artifactId>holcstore-core</artifactId>\\s*<version>"
                                + Pattern.quote(version) + "</version>");
    }

    /** It begins with the definition of README.md, which is run, and links to every package. */
    @Test
    void theLandingPageOfTheJavadocLeadsEverywhere() throws IOException {
        Path main = Page.TOP.resolve(Path.of("core", "src", "main"));
        String landing = Files.readString(main.resolve(Path.of("javadoc", "overview.html")));
        String definition =
                new Page(Page.TOP.resolve("README.md")).blocks("java").get(0);
        assertThat(landing).contains("<pre>{@code\n" + definition + "}</pre>", "{@link io.holcstore.Store}");
        assertThat(EXPORT.matcher(Files.readString(main.resolve(Path.of("java", "module-info.java"))))
                        .results())
                .isNotEmpty()
                .allSatisfy(export -> assertThat(landing).contains("{@link " + export.group(1) + "}"));
    }

    @Test
    void everyExceptionIsExplained() throws IOException {
        String errors = Files.readString(Page.TOP.resolve("docs").resolve("errors.md"));
        try (Stream<Path> sources =
                Files.list(Page.TOP.resolve(Path.of("core", "src", "main", "java", "io", "holcstore", "error")))) {
            assertThat(sources.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith("Exception.java"))
                            .map(name -> name.substring(0, name.length() - ".java".length())))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(errors).contains("`" + name + "`"));
        }
    }
}
