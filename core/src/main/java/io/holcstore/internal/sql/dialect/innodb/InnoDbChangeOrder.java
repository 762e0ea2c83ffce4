package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.common.CounterChangeOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The order of changes in MariaDB and MySQL. Two triggers give a row its number: one counts, and the next one reads the
 * counter. Each is one statement, so that any program can run a script, which ends a statement at a semicolon. The
 * first one locks the store's row in {@code holcstore_feed}, so that other programs take turns, too.
 */
final class InnoDbChangeOrder extends CounterChangeOrder {
    private static final List<String> SUFFIXES =
            List.of("_inserted_count", "_inserted_number", "_updated_count", "_updated_number");

    private static final int ACCESS_DENIED = 1227;

    private static final String UNWRITTEN =
            "the changes may include some that the server has not written to its disk, because"
                    + " innodb_flush_log_at_trx_commit is not 1, or sync_binlog is not 1 beside a binary log";

    private final String server;

    /** @param server the expression that identifies a server */
    InnoDbChangeOrder(String server) {
        super("SIGNED");
        this.server = server;
    }

    /** Returns the names of the triggers of a table. */
    static List<String> triggers(String table) {
        return SUFFIXES.stream()
                .map(suffix -> TableSpec.suffixed(table, suffix))
                .toList();
    }

    @Override
    public List<String> after(TableSpec spec) {
        String feed = TableSpec.quote(TableSpec.FEED_TABLE);
        String store = " WHERE \"name\" = " + Ddl.literal(spec.table());
        String count = "UPDATE " + feed + " SET \"last_change\" = \"last_change\" + 1" + store;
        String marked = " AND (NEW.\"change_seq\" = " + UNNUMBERED + " OR NEW.\"change_seq\" <> OLD.\"change_seq\")";
        String number = "SET NEW.\"change_seq\" = IF(NEW.\"change_seq\" = " + UNNUMBERED
                + ", (SELECT \"last_change\" FROM " + feed + store + "), NEW.\"change_seq\")";
        List<String> names = triggers(spec.table());
        return List.of(
                create(spec, names.get(0), "INSERT", count),
                create(spec, names.get(1), "INSERT", number),
                create(spec, names.get(2), "UPDATE", count + marked),
                create(spec, names.get(3), "UPDATE", number));
    }

    private static String create(TableSpec spec, String trigger, String event, String statement) {
        return "CREATE TRIGGER IF NOT EXISTS " + spec.qualified(trigger) + " BEFORE " + event + " ON "
                + spec.qualified(spec.table()) + " FOR EACH ROW " + statement;
    }

    @Override
    public void takeTurn(Connection connection, TableSpec spec) throws SQLException {
        epoch(connection, MariaDbDialect.INSTANCE, spec, MariaDbDialect.INSTANCE::lockRows);
    }

    /**
     * Names the server, of which another one takes over after a failover, and the time at which the table of counters
     * was created, which a dump creates again. Nobody rebuilds that table to make a store faster. On MariaDB, the time
     * is that of a file, so that a copy of the files has another one.
     */
    @Override
    public String identity(TableSpec spec) {
        return "CONCAT(" + server + ", '/', " + created(spec) + ')';
    }

    /**
     * A time is reported in the zone of the session, where an hour or half an hour may occur twice. So times with such
     * a difference are the same one.
     */
    @Override
    public String isIdentity(String recorded, TableSpec spec) {
        return recorded + " LIKE CONCAT(" + server + ", '/%') AND ABS(SUBSTRING_INDEX(" + recorded + ", '/', -1) - "
                + created(spec) + ") IN (0, 1800, 3600)";
    }

    private static String created(TableSpec spec) {
        String schema = spec.schema() == null ? "DATABASE()" : Ddl.literal(spec.schema());
        return "(SELECT UNIX_TIMESTAMP(CREATE_TIME) FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + schema
                + " AND TABLE_NAME = " + Ddl.literal(TableSpec.FEED_TABLE) + ')';
    }

    /** The server is a read-only copy of another one. */
    @Override
    public String standby() {
        return "@@read_only = 1";
    }

    /**
     * Commits reach the disk later, by default within a second. Of a server that writes a binary log, this log decides
     * after a crash what was committed.
     */
    @Override
    public String unwritten() {
        return "@@innodb_flush_log_at_trx_commit <> 1 OR (@@log_bin = 1 AND @@sync_binlog <> 1)";
    }

    @Override
    public void write(Lease lease) throws SQLException {
        if (!lease.isOwn()) {
            throw new SQLException(UNWRITTEN + "; read them without on(connection), because the statement that writes"
                    + " them would commit the transaction");
        }
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute("FLUSH ENGINE LOGS");
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            throw new SQLException(
                    UNWRITTEN + ", and this user may not run FLUSH ENGINE LOGS; grant it RELOAD, or set these to 1",
                    e.getSQLState(),
                    e);
        }
    }
}
