package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import java.sql.SQLException;
import java.sql.Statement;

/** What the feeds of MariaDB and MySQL have in common. */
final class InnoDbFeed {
    private static final int ACCESS_DENIED = 1227;

    /** The server is a read-only copy of another one. */
    static final String STANDBY = "@@read_only = 1";

    /**
     * Commits reach the disk later, by default within a second. Of a server that writes a binary log, this log decides
     * after a crash what was committed.
     */
    static final String UNWRITTEN = "@@innodb_flush_log_at_trx_commit <> 1 OR (@@log_bin = 1 AND @@sync_binlog <> 1)";

    private static final String REASON =
            "the changes may include some that the server has not written to its disk, because"
                    + " innodb_flush_log_at_trx_commit is not 1, or sync_binlog is not 1 beside a binary log";

    private InnoDbFeed() {}

    /** A table is created again where a dump is restored. A copy of the files of the server has the same time. */
    static String identity(TableSpec spec) {
        String schema = spec.schema() == null ? "DATABASE()" : Ddl.literal(spec.schema());
        return "(SELECT CAST(UNIX_TIMESTAMP(CREATE_TIME) AS CHAR) FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                + schema + " AND TABLE_NAME = " + Ddl.literal(spec.table()) + ')';
    }

    static void write(Lease lease) throws SQLException {
        if (!lease.isOwn()) {
            throw new SQLException(REASON + "; read them without on(connection), because the statement that writes"
                    + " them would commit the transaction");
        }
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute("FLUSH ENGINE LOGS");
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            throw new SQLException(
                    REASON + ", and this user may not run FLUSH ENGINE LOGS; grant it RELOAD, or set these to 1",
                    e.getSQLState(),
                    e);
        }
    }
}
