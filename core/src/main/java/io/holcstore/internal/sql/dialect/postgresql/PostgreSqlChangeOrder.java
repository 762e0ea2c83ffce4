package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Orders changes by transaction id and then by the sequence. A transaction that commits late has an old id, but never
 * one below the oldest transaction that is still running. So everything below that id is settled, and a query knows it
 * from its own snapshot. No writer waits for another.
 */
final class PostgreSqlChangeOrder extends ChangeOrder {
    /**
     * The timeline of the server. On a primary it comes from the names of log files, because the control file records a
     * promotion only at the next checkpoint.
     */
    private static final String TIMELINE =
            "CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint()) ELSE CAST(CAST('x'"
                    + " || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS integer) END";

    @Override
    public List<Ddl.Column> columns(TableSpec spec) {
        String sequence = "nextval('" + spec.qualified(spec.changeSequence()) + "')";
        return List.of(
                new Ddl.Column("change_xid", "xid8", false, "pg_current_xact_id()"),
                new Ddl.Column(SEQUENCE_COLUMN, "bigint", false, sequence));
    }

    @Override
    public String transaction() {
        return "CAST(CAST(c.\"change_xid\" AS text) AS bigint)"; // xid8 has no direct cast to a number
    }

    @Override
    public String compare(String operator) {
        return "(c.\"change_xid\", c.\"change_seq\") " + operator + " (CAST(CAST(? AS text) AS xid8), ?)";
    }

    @Override
    public String settled() {
        return "c.\"change_xid\" < pg_snapshot_xmin(pg_current_snapshot())";
    }

    @Override
    public void takeTurn(Connection connection, TableSpec spec) {
        // not needed: transactions are ordered by their ids, whichever commits first
    }

    /**
     * Identifies the cluster; its timeline, which changes after a point-in-time recovery and a failover; and the table,
     * which a dump creates again.
     */
    @Override
    public String identity(TableSpec spec) {
        return "(SELECT system_identifier FROM pg_control_system()) || '/' || " + TIMELINE + " || '/' || CAST(CAST('"
                + spec.rows() + "' AS regclass) AS oid)";
    }

    @Override
    public String standby() {
        return "pg_is_in_recovery()";
    }

    /**
     * With {@code synchronous_commit = off} in any writer, commits are visible before they are on disk. Everything that
     * this query sees lies in the log before the position that it reads here. A standby only replays what its primary
     * has on disk.
     */
    @Override
    public String unwritten() {
        return "CASE WHEN pg_is_in_recovery() THEN FALSE ELSE pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn()"
                + " END";
    }

    @Override
    public void write(Lease lease) throws SQLException {
        WalFlush.run(lease);
    }

    /** Another cluster starts its ids again. Rows from a dump would be held back until its ids have grown to theirs. */
    @Override
    public String revive(TableSpec spec) {
        return "UPDATE " + spec.rows()
                + " SET \"change_xid\" = DEFAULT WHERE \"change_xid\" >= pg_snapshot_xmax(pg_current_snapshot())";
    }
}
