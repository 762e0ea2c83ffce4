package io.holcstore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java blocks of the table of contents and then those of one page, as one program. A block of imports goes to the
 * top, one that declares static members, records or classes into the class, every other one into one method.
 * {@code // => text} after a statement is what its value prints.
 */
final class PageProgram {
    private static final Predicate<String> IMPORTS = block -> block.startsWith("import ");
    private static final Predicate<String> MEMBERS =
            Pattern.compile("^(static|public|record|(final )?class) ").asPredicate();
    private static final Pattern EXPECTED = Pattern.compile("(\\s*)(?:(\\w+ \\w+) = )?(.+);\\s*// => (.*)");
    private static final String NEWLINE = "\n";

    private final Page page;
    private final String source;

    PageProgram(Page page) {
        this.page = page;
        List<String> own = page.equals(Page.CONTENTS) ? List.of() : page.blocks("java");
        this.source = source(Stream.concat(Page.CONTENTS.blocks("java").stream(), own.stream())
                .toList());
    }

    /** Compiles the program into a folder and runs it on a database. */
    void run(Path folder, DataSource dataSource) throws IOException, ReflectiveOperationException {
        compile(Files.writeString(folder.resolve("PageOfDocs.java"), source), folder);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("PageOfDocs").getMethod("run", DataSource.class).invoke(null, dataSource);
        } catch (InvocationTargetException e) {
            throw new AssertionError("the program of " + page + " failed: " + e.getCause(), e.getCause());
        }
    }

    private static String source(List<String> blocks) {
        return String.join(
                NEWLINE,
                blocks.stream().filter(IMPORTS).collect(joining()),
                "public class PageOfDocs {",
                blocks.stream().filter(MEMBERS).collect(joining()),
                "static void check(Object value, String expected) {",
                "  if (!String.valueOf(value).equals(expected)) throw new AssertionError(value + \" is not \" + expected);",
                "}",
                "public static void run(javax.sql.DataSource dataSource) throws Exception {",
                blocks.stream()
                        .filter(IMPORTS.or(MEMBERS).negate())
                        .flatMap(String::lines)
                        .map(PageProgram::checked)
                        .collect(joining(NEWLINE)),
                "}}");
    }

    /** A line with its promise as a call that checks it. */
    private static String checked(String line) {
        Matcher expected = EXPECTED.matcher(line);
        if (!expected.matches()) {
            assertThat(line).as("a promise that nothing checks").doesNotContain("// =>");
            return line;
        }
        String text = expected.group(4).strip().replace("\\", "\\\\").replace("\"", "\\\"");
        if (expected.group(2) == null) {
            return "check(" + expected.group(3) + ", \"" + text + "\");";
        }
        String name = expected.group(2).replaceFirst("\\w+ ", "");
        return expected.group(2) + " = " + expected.group(3) + "; check(" + name + ", \"" + text + "\");";
    }

    private static void compile(Path source, Path folder) throws IOException {
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
