package io.holcstore.testkit;

import io.holcstore.internal.sql.dialect.OddDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL of {@link OddDatabase}: what it refuses, and what H2 calls the rest. */
final class OddSql {
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern HIDDEN = Pattern.compile("'(\\d+)'");
    private static final Pattern NAME = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Pattern LIST = Pattern.compile("\\bIN \\((?!SELECT)");

    /** The longest name of a table, column or index. */
    private static final int LONGEST_NAME = 63;

    /** What SQL Server, Oracle or Db2 lack in some version that is in use. */
    private static final Map<String, Pattern> ABSENT = new LinkedHashMap<>();

    static {
        absent("quotes of standard SQL, which did not pass the dialect", "\"");
        absent("LIMIT", "\\bLIMIT\\b");
        absent("FETCH without OFFSET", "(?<!OFFSET 0 ROWS )FETCH\\b");
        absent("FOR UPDATE", "\\bFOR UPDATE\\b");
        absent("ON CONFLICT, ON DUPLICATE or RETURNING", "\\b(ON CONFLICT|ON DUPLICATE|RETURNING)\\b");
        absent("IF EXISTS", "\\bIF (NOT )?EXISTS\\b");
        absent("row values", "\\) *(IN|<|>|=|<=|>=|<>) *\\((?!SELECT)");
        absent("literals of booleans", "\\b(TRUE|FALSE)\\b");
        absent("columns as conditions", "\\b(WHERE|AND|OR|NOT) (\\w\\.)?\\[\\w+\\]( (AND|OR|ORDER|GROUP)\\b| *\\)|$)");
        absent("conditions as values", "(SELECT|,) (1 = [01]|[^ ,()]+ IS (NOT )?NULL)( FROM|,)");
        absent("IS DISTINCT FROM", "\\bDISTINCT FROM\\b");
        absent("the type", "\\b(boolean|double precision|varchar|blob|text|uuid|timestamp|longtext)\\b");
        absent("OCTET_LENGTH", "\\bOCTET_LENGTH\\b");
        absent("CURRENT_TIMESTAMP", "\\bCURRENT_TIMESTAMP\\b");
        absent("INTERVAL", "\\bINTERVAL\\b");
        absent("several rows in VALUES", "\\bVALUES *\\([^()]*\\) *, *\\(");
        absent("an alias in UPDATE", "^UPDATE [^ ]+ (AS )?\\w+ SET\\b");
        absent("an alias in DELETE FROM", "^DELETE FROM [^ ]+ (?!WHERE\\b)\\w");
        absent("AS before the alias of a table", "\\b(FROM|JOIN) [^ ]+ AS\\b");
        absent("NULL without a type in the place of a column", ", NULL FROM\\b");
        absent("SELECT without FROM", "^SELECT (?!.* FROM )");
        absent("ADD COLUMN", "\\bADD COLUMN\\b");
    }

    /** The same statements come again and again. */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private OddSql() {}

    private static void absent(String what, String pattern) {
        ABSENT.put(what, Pattern.compile(pattern, Pattern.DOTALL));
    }

    /**
     * Returns the statement as H2 understands it.
     *
     * @throws SQLException naming what this database lacks
     */
    static String ofH2(String statement) throws SQLException {
        String known = KNOWN.get(statement);
        if (known == null) {
            known = translated(statement);
            KNOWN.put(statement, known);
        }
        return known;
    }

    private static String translated(String statement) throws SQLException {
        List<String> literals = new ArrayList<>();
        String hidden = LITERAL.matcher(statement.strip()).replaceAll(literal -> {
            literals.add(literal.group());
            return "'" + (literals.size() - 1) + "'";
        });
        refuse(statement, hidden);
        String translated = hidden.replaceFirst(
                        "^IF OBJECT_ID\\('\\d+'\\) IS NULL CREATE (\\w+) ", "CREATE $1 IF NOT EXISTS ")
                .replaceFirst("^IF OBJECT_ID\\('\\d+'\\) IS NOT NULL DROP TABLE ", "DROP TABLE IF EXISTS ")
                .replaceFirst("(?s)^UPDATE (\\w) SET (.*) FROM ([^ ]+) \\1( WHERE .*)?$", "UPDATE $3 AS $1 SET $2$4")
                .replaceFirst("^DELETE (\\w) FROM ([^ ]+) \\1 ", "DELETE FROM $2 $1 ")
                .replaceAll("((?:\\w\\.)?\\[[^\\]]+\\]|\\?) COLLATE BIN2", "CAST($1 AS VARBINARY)")
                .replaceAll("(\\[is_\\w+\\] =) 0\\b", "$1 FALSE") // H2 does not compare them with numbers
                .replaceAll("(\\[is_\\w+\\] =) 1\\b", "$1 TRUE")
                .replace("DATALENGTH(", "OCTET_LENGTH(")
                .replace("varbinary(max)", "binary large object")
                .replace("(max)", "(1048576)")
                .replace("float(53)", "double precision")
                .replace("@@TRANCOUNT", "CASE WHEN TRANSACTION_ID() IS NULL THEN 0 ELSE 1 END")
                .replace("@@LOCK_TIMEOUT", "LOCK_TIMEOUT()")
                .replace("SCHEMA_NAME()", "SCHEMA()")
                .replace('[', '"')
                .replace(']', '"');
        if (translated.contains(" WITH (UPDLOCK)")) {
            translated = translated.replace(" WITH (UPDLOCK)", "") + " FOR UPDATE";
        }
        return HIDDEN.matcher(translated)
                .replaceAll(
                        literal -> Matcher.quoteReplacement(shown(literals.get(Integer.parseInt(literal.group(1))))));
    }

    /** An empty text is NULL. */
    private static String shown(String literal) {
        return literal.equals("''") ? "NULL" : literal;
    }

    private static void refuse(String statement, String hidden) throws SQLException {
        for (Map.Entry<String, Pattern> each : ABSENT.entrySet()) {
            Matcher found = each.getValue().matcher(hidden);
            if (found.find()) {
                throw lacks(each.getKey() + " (" + found.group() + ')', statement);
            }
        }
        Matcher names = NAME.matcher(hidden);
        while (names.find()) {
            if (names.group(1).length() > LONGEST_NAME) {
                throw lacks("names of more than " + LONGEST_NAME + " characters", statement);
            }
        }
        Matcher lists = LIST.matcher(hidden);
        while (lists.find()) {
            if (elements(hidden, lists.end()) > OddDialect.LIST) {
                throw lacks("lists of more than " + OddDialect.LIST + " elements", statement);
            }
        }
    }

    private static SQLException lacks(String what, String statement) {
        return new SQLException("the odd database lacks " + what + ": " + statement, "42000", 102);
    }

    /** Counts the elements of a list that begins here. */
    private static int elements(String sql, int start) {
        int elements = 1;
        int depth = 0;
        for (int at = start; depth >= 0; at++) {
            char c = sql.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            elements += c == ',' && depth == 0 ? 1 : 0;
        }
        return elements;
    }
}
