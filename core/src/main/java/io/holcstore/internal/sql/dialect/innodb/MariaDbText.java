package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.internal.sql.dialect.common.Backticks;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes statements in the syntax of MariaDB. */
final class MariaDbText {
    private MariaDbText() {}

    /**
     * Replaces the quotes of names, and the literals with a backslash, whose meaning depends on a setting of the
     * session.
     */
    static String of(String statement) {
        return Backticks.of(statement, MariaDbText::literal);
    }

    private static String literal(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        String value = quoted.substring(1, quoted.length() - 1).replace("''", "'");
        return "_utf8mb4 X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + '\'';
    }
}
