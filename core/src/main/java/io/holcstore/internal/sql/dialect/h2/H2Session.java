package io.holcstore.internal.sql.dialect.h2;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Reads properties of an H2 session, in all modes and with the former information schema. */
public final class H2Session {
    private static final int TRIES = 10;

    /** The table of sessions. */
    private static final String SESSIONS = "INFORMATION_SCHEMA.SESSIONS";

    /**
     * Renames the columns by their order, because the former information schema, and databases in lower case, have
     * other names for them.
     */
    private static final String THIS_SESSION = " FROM " + SESSIONS
            + " AS S(C1, C2, C3, C4, C5, C6, C7, C8, STATEMENT_START, C10, C11, C12, C13)" + " WHERE C1 = SESSION_ID()";

    /**
     * An expression for the current time. CURRENT_TIMESTAMP does not change within a transaction, but the start of the
     * current statement does.
     */
    public static final String CLOCK = "(SELECT STATEMENT_START" + THIS_SESSION + ')';

    /**
     * A query for the settings of the session. Once a lazy query returns its rows, the session has no running
     * statement.
     */
    private static final String PROBE = "SELECT CASE WHEN '' IS NULL THEN 1 ELSE 0 END,"
            + " CASE WHEN CAST('a' AS VARCHAR(1)) = CAST('A' AS VARCHAR(1)) THEN 1 ELSE 0 END,"
            + " CASE WHEN STATEMENT_START IS NULL THEN 1 ELSE 0 END, C7" + THIS_SESSION;

    private static final Pattern UNNAMED = Pattern.compile("jdbc:h2:mem:(?:;.*)?");

    private static final String QUERY_TIMEOUT =
            "SELECT C2 FROM INFORMATION_SCHEMA.SETTINGS AS S(C1, C2) WHERE C1 = 'QUERY_TIMEOUT'";

    private H2Session() {}

    /** Returns the time limit of the session's statements in milliseconds; 0 without a limit. */
    static int queryTimeout(Connection connection) throws SQLException {
        return Statements.select(
                connection.prepareStatement(QUERY_TIMEOUT),
                statement -> {},
                rows -> rows.next() ? Integer.parseInt(rows.getString(1)) : 0);
    }

    /**
     * Refuses settings under which statements have a different meaning.
     *
     * @throws DefinitionException naming the setting
     */
    static void requireUsable(Connection connection) throws SQLException {
        if (UNNAMED.matcher(String.valueOf(connection.getMetaData().getURL())).matches()) {
            throw new DefinitionException(
                    "stores do not work on H2 with a database in memory that has no name, of which each connection has"
                            + " its own: name it in the URL, as jdbc:h2:mem:NAME;DB_CLOSE_DELAY=-1",
                    null);
        }
        String reason = reason(connection);
        if (!reason.isEmpty()) {
            throw new DefinitionException(
                    "stores do not work on H2 with " + reason + "; remove the setting from the URL or the pool", null);
        }
    }

    private static String reason(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(connection);
            } catch (SQLException e) {
                if (!isTornList(e) || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static String ask(Connection connection) throws SQLException {
        return Statements.select(connection.prepareStatement(PROBE), statement -> {}, rows -> {
            rows.next();
            if (rows.getInt(1) == 1) {
                return "MODE=Oracle: it stores empty strings as NULL and dates as timestamps, so that keys would change";
            }
            if (rows.getInt(2) == 1) {
                return "IGNORECASE=TRUE or a COLLATION that ignores case: different keys would be one series";
            }
            if (rows.getString(4).equals("READ UNCOMMITTED")) {
                return "the isolation READ UNCOMMITTED: reads would return what others roll back later";
            }
            return rows.getInt(3) == 1
                    ? "LAZY_QUERY_EXECUTION=1: a result would mix rows from before and after another commit;"
                            + " this library enables it where a snapshot makes it safe"
                    : "";
        });
    }

    /**
     * Returns whether H2 failed while it listed its sessions because one of them ended its transaction at that moment.
     * This happens about once in several thousand times when many sessions write. Another try succeeds.
     */
    static boolean isTornList(SQLException e) {
        String message = e.getMessage();
        return "HY000".equals(e.getSQLState())
                && message != null
                && message.contains(NullPointerException.class.getName())
                && message.contains(SESSIONS);
    }
}
