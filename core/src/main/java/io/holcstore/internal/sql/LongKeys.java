package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The error of a database that has no room for a text in a key, as one that names the axis. There is no limit to check beforehand: PostgreSQL compresses
 * what it indexes, and an entry of its index has 2704 bytes for all axes.
 */
public final class LongKeys {
    /** An index entry that is too large (PostgreSQL), a text that is too long for its column (H2). */
    private static final Set<String> TOO_LONG = Set.of("54000", "22001");

    private LongKeys() {}

    /** Whether the error says that a value is too long. */
    public static boolean tell(SQLException e) {
        return TOO_LONG.contains(String.valueOf(e.getSQLState()));
    }

    /** The error with the longest of the keys that were written, which the statement's own text would repeat at full length; any other as it is. */
    public static SQLException explained(SQLException e, TableSpec spec, Collection<SeriesKey> written) {
        SeriesKey longest = null;
        for (SeriesKey key : written) {
            longest = longer(longest, key);
        }
        if (longest == null || !tell(e)) {
            return e;
        }
        SQLException cause = SqlErrors.mostTelling(e);
        return new SQLException(
                "a text in the key " + longest + " of " + spec.name() + " is too long for the database: "
                        + firstLine(cause.getMessage())
                        + "; use shorter texts as keys",
                cause.getSQLState(),
                cause);
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /** The key with the longer text. */
    public static SeriesKey longer(@Nullable SeriesKey one, SeriesKey other) {
        return one == null || textLength(one) < textLength(other) ? other : one;
    }

    private static int textLength(SeriesKey key) {
        int longest = 0;
        for (int i = 0; i < key.size(); i++) {
            if (key.value(i) instanceof String text) {
                longest = Math.max(longest, text.length());
            }
        }
        return longest;
    }
}
