package io.holcstore.internal.sql.dialect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes statements in the syntax of MariaDB. */
final class MariaDbText {
    private MariaDbText() {}

    /**
     * Replaces the quotes of names, and the literals with a backslash, whose meaning depends on a setting of the
     * session.
     */
    static String of(String statement) {
        StringBuilder text = new StringBuilder(statement.length() + 16);
        int at = 0;
        while (at < statement.length()) {
            char c = statement.charAt(at);
            if (c == '\'') {
                int end = endOfLiteral(statement, at);
                text.append(literal(statement.substring(at, end)));
                at = end;
            } else {
                text.append(c == '"' ? '`' : c);
                at++;
            }
        }
        return text.toString();
    }

    /** Returns the index after a literal, in which quotes are doubled. */
    private static int endOfLiteral(String statement, int start) {
        int at = start + 1;
        while (true) {
            int quote = statement.indexOf('\'', at);
            if (quote + 1 < statement.length() && statement.charAt(quote + 1) == '\'') {
                at = quote + 2;
            } else {
                return quote + 1;
            }
        }
    }

    private static String literal(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        String value = quoted.substring(1, quoted.length() - 1).replace("''", "'");
        return "_utf8mb4 X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + '\'';
    }

    /** Returns the schema, or null, and the name of a quoted table. */
    static @Nullable String[] names(String table) {
        String[] quoted = table.split("\"\\.\"", 2);
        String first = quoted[0].replace("\"", "");
        return quoted.length == 1
                ? new @Nullable String[] {null, first}
                : new @Nullable String[] {first, quoted[1].replace("\"", "")};
    }
}
