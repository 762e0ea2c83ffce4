package io.holcstore.internal.sql.dialect.common;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replaces the quotes of names by backticks. */
public final class Backticks {
    private Backticks() {}

    /**
     * Replaces the quotes of names in a statement.
     *
     * @param literals what becomes of a literal, which is given in its quotes
     */
    public static String of(String statement, UnaryOperator<String> literals) {
        StringBuilder text = new StringBuilder(statement.length() + 16);
        int at = 0;
        while (at < statement.length()) {
            char c = statement.charAt(at);
            if (c == '\'') {
                int end = endOfLiteral(statement, at);
                text.append(literals.apply(statement.substring(at, end)));
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

    /** Returns the schema, or null, and the name of a quoted table. */
    public static @Nullable String[] names(String table) {
        String[] quoted = table.split("\"\\.\"", 2);
        String first = quoted[0].replace("\"", "");
        return quoted.length == 1
                ? new @Nullable String[] {null, first}
                : new @Nullable String[] {first, quoted[1].replace("\"", "")};
    }
}
