package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * By transaction id, then by the sequence. A transaction that commits late has an old id, but not one below the oldest
 * transaction that is still running: what lies below that is settled, and a query knows it of its own snapshot. Nobody
 * waits for anybody.
 */
final class PostgreSqlChangeOrder extends ChangeOrder {
    /**
     * On a primary as names of log files begin, for the control file learns of a promotion with the next checkpoint
     * only.
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
        return "CAST(CAST(c.\"change_xid\" AS text) AS bigint)"; // there is no cast from xid8 to a number
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
        // transactions are ordered by their numbers, whichever commits first
    }

    /**
     * The cluster, its timeline, which a restore to a point in time and a failover leave behind, and the table, which a
     * dump creates again.
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
     * With {@code synchronous_commit = off}, of whichever writer, commits are visible before they are on disk. Whatever
     * this query sees is in the log before the place that it reads here. A standby replays what its primary has on
     * disk.
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

    /** Ids begin again in another cluster; rows from a dump would be held back until it has come as far. */
    @Override
    public String revive(TableSpec spec) {
        return "UPDATE " + spec.rows()
                + " SET \"change_xid\" = DEFAULT WHERE \"change_xid\" >= pg_snapshot_xmax(pg_current_snapshot())";
    }
}
