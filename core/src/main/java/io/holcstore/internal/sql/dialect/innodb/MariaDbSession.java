package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.dialect.common.MethodsByName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and changes properties of a session of MariaDB or MySQL. */
final class MariaDbSession {
    private static final String CHARACTERS = "utf8mb4";
    private static final String UNCOMMITTED = "READ-UNCOMMITTED";

    private static final String CHANGED_ROWS = "useAffectedRows";
    private static final String MYSQL_CONNECTION = "com.mysql.cj.jdbc.JdbcConnection";

    private static final String PROBE = "SELECT @@sql_mode, @@character_set_client, @@character_set_connection,"
            + " COALESCE(@@character_set_results, 'utf8mb4'), @@sql_select_limit < 18446744073709551615, @@version,"
            + " @@sql_safe_updates, @@log_bin = 1 AND @@sql_log_bin = 1 AND @@binlog_format = 'STATEMENT',"
            + " @@sql_big_selects = 0 AND @@max_join_size < 18446744073709551615, @@max_allowed_packet,"
            + " @@completion_type,";

    /** The size of packets that the driver of MariaDB does not exceed, unless its URL has another one. */
    private static final long PACKET = 16 << 20;

    /** By default, the driver of MariaDB puts the rows of a batch into one packet. */
    private static final String ROW_BY_ROW = "useBulkStmtsForInserts=false";

    private static final String IN_BULK = "useBulkStmts=true";

    private static final Pattern PACKET_IN_URL = Pattern.compile("[?&]maxAllowedPacket=(\\d{1,18})(?:&|$)");

    private MariaDbSession() {}

    /**
     * Refuses settings of the session, the driver and the server under which data would change or be left out.
     *
     * @param product the name of the database for messages
     * @param first the numbers of the first version that stores can use
     */
    static void requireUsable(Connection connection, String product, List<Integer> first) throws SQLException {
        requireAllRows(connection, product);
        List<String> reasons = new ArrayList<>();
        boolean mysql = isMySqlDriver(connection);
        if (countsChangedRows(connection, mysql)) {
            reasons.add("useAffectedRows=true: an UPDATE that changes nothing would count no row; remove it from the"
                    + " URL or the properties of the driver");
        }
        String isolation = product.equals(MariaDbDialect.PRODUCT) ? " @@tx_isolation" : " @@transaction_isolation";
        long packet = packet(connection);
        Statements.select(connection.prepareStatement(PROBE + isolation), statement -> {}, rows -> {
            rows.next();
            String mode = rows.getString(1);
            if (!mode.contains("STRICT_TRANS_TABLES") && !mode.contains("STRICT_ALL_TABLES")) {
                reasons.add("an sql_mode without STRICT_TRANS_TABLES (" + mode
                        + "): texts would be cut without an error; add it to the sql_mode of the session or server");
            }
            if (mode.contains("EMPTY_STRING_IS_NULL") || mode.contains("ORACLE")) {
                reasons.add("the sql_mode " + mode + ": empty strings would be NULL, so that keys would change");
            }
            if (mode.contains("NO_BACKSLASH_ESCAPES") && mysql) {
                reasons.add("the sql_mode NO_BACKSLASH_ESCAPES: the driver of MySQL finds no table then whose name has"
                        + " an underscore; remove it, or use the driver of MariaDB");
            }
            List<String> characters = List.of(rows.getString(2), rows.getString(3), rows.getString(4));
            if (!characters.stream().allMatch(CHARACTERS::equals)) {
                reasons.add("the character sets " + characters + " of client, connection and results: keys would"
                        + " change; leave out SET NAMES, or use SET NAMES " + CHARACTERS);
            }
            if (rows.getBoolean(5)) {
                reasons.add("an sql_select_limit: queries would leave rows out; set it to DEFAULT");
            }
            if (rows.getBoolean(7)) {
                reasons.add("sql_safe_updates: the server would refuse statements of the library; set it to 0 on its"
                        + " connections");
            }
            if (rows.getBoolean(8)) {
                reasons.add("binlog_format=STATEMENT: the server would refuse writes at READ COMMITTED; set it to ROW"
                        + " or MIXED");
            }
            if (rows.getBoolean(9)) {
                reasons.add("sql_big_selects=0 and a max_join_size: the server would refuse queries of many rows; set"
                        + " sql_big_selects to 1 on its connections");
            }
            if (!mysql && rows.getLong(10) < packet) {
                reasons.add("max_allowed_packet=" + rows.getLong(10) + ": the driver would send packets of up to "
                        + packet + " bytes, and the server would close the connection; add maxAllowedPacket="
                        + rows.getLong(10) + " to the URL, or set max_allowed_packet of the server to " + PACKET);
            }
            if (!rows.getString(11).startsWith("NO")) {
                reasons.add("completion_type=" + rows.getString(11) + ": a commit would begin another transaction or"
                        + " close the connection; set it to NO_CHAIN on its connections");
            }
            if (UNCOMMITTED.equals(rows.getString(12))) {
                reasons.add("the isolation READ UNCOMMITTED: reads would return what others roll back later; set READ"
                        + " COMMITTED on its connections");
            }
            if (isTooOld(rows.getString(6), first)) {
                reasons.add("version " + rows.getString(6) + ": they need " + text(first) + " or later");
            }
            return true;
        });
        if (!reasons.isEmpty()) {
            throw new DefinitionException(
                    "stores do not work on " + product + " with " + String.join("; and with ", reasons), null);
        }
    }

    /**
     * Returns whether updates count only rows that have changed. The driver of MariaDB shows all its properties in the
     * URL, that of MySQL in a method of its own. A pool may hide that; then the first delete fails.
     */
    private static boolean countsChangedRows(Connection connection, boolean mysql) throws SQLException {
        if (String.valueOf(connection.getMetaData().getURL()).contains(CHANGED_ROWS + "=true")) {
            return true;
        }
        if (!mysql) {
            return false;
        }
        try {
            Class<?> type = Class.forName(MYSQL_CONNECTION, false, MariaDbSession.class.getClassLoader());
            Object properties = MethodsByName.call(connection.unwrap(type), "getProperties");
            return properties instanceof Properties all && "true".equals(all.getProperty(CHANGED_ROWS));
        } catch (ReflectiveOperationException | SQLException e) {
            return false;
        }
    }

    /** Refuses a limit of the driver, which also refuses to read more rows at once. */
    private static void requireAllRows(Connection connection, String product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.getMaxRows() > 0) {
                throw new DefinitionException(
                        "stores do not work on " + product + " with maxRows=" + statement.getMaxRows()
                                + ": queries would leave rows out; remove it from the URL or the properties of the driver",
                        null);
            }
        }
    }

    /**
     * Returns how large the packets of batches of the driver of MariaDB may be; 0 if it sends each row by itself. It
     * shows all its properties in the URL.
     */
    private static long packet(Connection connection) throws SQLException {
        String url = String.valueOf(connection.getMetaData().getURL());
        if (url.contains(ROW_BY_ROW) && !url.contains(IN_BULK)) {
            return 0;
        }
        Matcher own = PACKET_IN_URL.matcher(url);
        return own.find() ? Long.parseLong(own.group(1)) : PACKET;
    }

    private static String text(List<Integer> version) {
        return version.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    static boolean isTooOld(String version, List<Integer> first) {
        String[] numbers = version.split("[^0-9]+", first.size() + 1);
        for (int i = 0; i < first.size(); i++) {
            int difference = Integer.compare(Integer.parseInt(numbers[i]), first.get(i));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    static boolean isMySqlDriver(Connection connection) throws SQLException {
        return connection.getMetaData().getDriverName().startsWith("MySQL");
    }

    /** Limits the time of the statements of a session, and returns the former limit in milliseconds. */
    static int limit(Connection connection, Duration timeout) throws SQLException {
        int before = Statements.select(
                connection.prepareStatement("SELECT @@max_statement_time"),
                statement -> {},
                rows -> rows.next() ? rows.getBigDecimal(1).movePointRight(3).intValue() : 0);
        restore(connection, (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())));
        return before;
    }

    static void restore(Connection connection, int millis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION max_statement_time = "
                    + BigDecimal.valueOf(millis, 3).toPlainString());
        }
    }
}
