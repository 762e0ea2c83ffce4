package io.holcstore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.AxisType;
import io.holcstore.sql.Dialect;
import io.holcstore.time.ChunkBy;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README.md says is true: its Java blocks, one after the other, make one program that compiles and runs. A block of imports goes to the
 * top, one of static fields into the class, every other into one method; {@code // => text} after a statement is what its value prints.
 */
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern EXPECTED = Pattern.compile("(\\s*)(?:(int \\w+) = )?(.+);\\s*// => (.*)");
    private static final String NEWLINE = "\n";

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(TestDatabase.postgresql());

    private final Path folder;

    ReadmeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void javaRunsAndPrintsWhatItSays() throws Exception {
        List<String> blocks = blocks("java");
        Path source = Files.writeString(folder.resolve("Readme.java"), program(blocks));
        compile(source);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Readme").getMethod("run", DataSource.class).invoke(null, db.dataSource());
        } catch (InvocationTargetException e) {
            throw new AssertionError("the README's program failed: " + e.getCause(), e.getCause());
        }
        assertThat(blocks).hasSizeGreaterThan(10);
    }

    @Test
    void ddlIsTheOneOfTheDefinition() throws IOException {
        String ddl = Store.define()
                .axis("version", AxisType.INT)
                .axis("kind", AxisType.VARCHAR(20))
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("load_curve")
                .build()
                .ddl(Dialect.postgresql());
        assertThat(blocks("sql")).first().isEqualTo(ddl);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Matcher link = Pattern.compile("\\]\\(([^):#]+)\\)").matcher(Files.readString(README));
        assertThat(link.results().map(each -> README.resolveSibling(each.group(1))))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target).exists());
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String program(List<String> blocks) {
        Stream<String> imports = blocks.stream().filter(block -> block.startsWith("import "));
        Stream<String> fields = blocks.stream().filter(block -> block.startsWith("static final "));
        Stream<String> statements =
                blocks.stream().filter(block -> !block.startsWith("import ") && !block.startsWith("static final "));
        return String.join(
                NEWLINE,
                imports.collect(joining()),
                "public class Readme {",
                fields.collect(joining()),
                "static void check(Object value, String expected) {",
                "  if (!String.valueOf(value).equals(expected)) throw new AssertionError(value + \" is not \" + expected);",
                "}",
                "public static void run(javax.sql.DataSource dataSource) throws Exception {",
                statements.flatMap(String::lines).map(ReadmeTest::checked).collect(joining(NEWLINE)),
                "}}");
    }

    /** A line with its promise as a call that checks it. */
    private static String checked(String line) {
        Matcher expected = EXPECTED.matcher(line);
        if (!expected.matches()) {
            return line;
        }
        String text = expected.group(4).strip();
        if (expected.group(2) == null) {
            return "check(" + expected.group(3) + ", \"" + text + "\");";
        }
        String name = expected.group(2).substring("int ".length());
        return "int " + name + " = " + expected.group(3) + "; check(" + name + ", \"" + text + "\");";
    }

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            List<String> options = List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled)
                    .as("%s%n%s", messages, Files.readString(source))
                    .isTrue();
        }
    }
}
