package io.holcstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words of one database stand in its dialect, those of the standard in {@code SqlDialect} and its parts. */
class DialectWordsTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /** The standard's words and SQLStates, which a dialect overrides. */
    private static final Set<String> STANDARD = Set.of(
            "io/holcstore/internal/sql/SqlDialect.java",
            "io/holcstore/internal/sql/ErrorDialect.java",
            "io/holcstore/internal/sql/SqlFailures.java");

    private static final Pattern WORDS = Pattern.compile(
            "org\\.(postgresql|h2|mariadb|sqlite)\\.|com\\.mysql\\."
                    + "|\"(PostgreSQL|H2|MariaDB|MySQL|SQLite)\""
                    + "|\"[0-9][0-9A-Z]{4}\"" // an SQLState
                    + "|\"[^\"]*(\\bpg_|INFORMATION_SCHEMA|ON CONFLICT|ON DUPLICATE|RETURNING|FOR UPDATE|FETCH FIRST"
                    + "|CURRENT_TIMESTAMP|CAST\\(|COLLATE|INTERVAL '|INTERVAL \"|nextval|NEXT VALUE|::(text|regclass|bigint)|= ANY"
                    + "|FROM DUAL|PRAGMA|pragma_|sqlite_|json_each|unixepoch|NOCASE|CREATE TRIGGER|<=>|LIMIT|ENGINE|utf8mb4|UNHEX|UTC_TIMESTAMP|longblob|@@|timestamptz|bytea|xid8|VARBINARY|QUERY_TIMEOUT|ISOLATION LEVEL|statement_timeout|max_execution_time|FOR EACH ROW|search_path)");

    /** A statement that did not pass {@code SqlDialect.text} has the quotes of the standard. */
    private static final Pattern UNQUOTED =
            Pattern.compile("onnection\\(?\\)?\\.prepareStatement\\((?!$)|\\.execute\\(\"");

    private static final Pattern COMMENT = Pattern.compile("^\\s*(//|/?\\*).*");

    @Test
    void wordsOfOneDatabaseStandInItsDialect() throws IOException {
        assertThat(lines(WORDS)).isEmpty();
    }

    @Test
    void everyStatementIsPreparedByTheDialect() throws IOException {
        assertThat(lines(UNQUOTED)).isEmpty();
    }

    private static List<String> lines(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(DialectWordsTest::isNeutral).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !COMMENT.matcher(line).matches())
                        .filter(line -> pattern.matcher(line).find())
                        .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
            }
        }
        return found;
    }

    private static boolean isNeutral(Path file) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        return name.endsWith(".java")
                && !name.equals("module-info.java")
                && !name.startsWith("io/holcstore/internal/sql/dialect/")
                && !STANDARD.contains(name);
    }
}
