package io.holcstore.internal.sql.dialect.h2;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Orders changes by the sequence. H2 does not report the running transactions, so writers of a store take turns: each
 * locks the store's row in {@code holcstore_feed} before anything else and until it commits. So the order of the
 * numbers is that of the commits, and two writers never wait for each other in a deadlock.
 */
final class H2ChangeOrder extends ChangeOrder {
    private static final int ADMIN_RIGHTS_REQUIRED = 90040;

    @Override
    public List<Ddl.Column> columns(TableSpec spec) {
        String sequence = "NEXT VALUE FOR " + spec.qualified(spec.changeSequence());
        return List.of(new Ddl.Column(SEQUENCE_COLUMN, "bigint", false, sequence));
    }

    @Override
    public String transaction() {
        return "CAST(0 AS bigint)";
    }

    @Override
    public String compare(String operator) {
        return "CAST(? AS bigint) = 0 AND c.\"change_seq\" " + operator
                + " ?"; // comparing rows would not use the index
    }

    @Override
    public String settled() {
        return "TRUE";
    }

    @Override
    public void takeTurn(Connection connection, TableSpec spec) throws SQLException {
        epoch(connection, H2Dialect.INSTANCE, spec, H2Dialect.INSTANCE::lockRows);
    }

    /** H2 has no property that a copy of its file does not also have. */
    @Override
    public String identity(TableSpec spec) {
        return "'h2'";
    }

    @Override
    public String standby() {
        return "FALSE";
    }

    /** A database in files writes commits to disk later, by default after half a second. */
    @Override
    public String unwritten() {
        return "DATABASE_PATH() IS NOT NULL";
    }

    @Override
    public void write(Lease lease) throws SQLException {
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            if (e.getErrorCode() != ADMIN_RIGHTS_REQUIRED) {
                throw e;
            }
            requireNoDelay(lease.connection(), e);
        }
    }

    private static void requireNoDelay(Connection connection, SQLException denied) throws SQLException {
        String sql = "SELECT \"SETTING_VALUE\" FROM \"INFORMATION_SCHEMA\".\"SETTINGS\""
                + " WHERE \"SETTING_NAME\" = 'WRITE_DELAY' AND \"SETTING_VALUE\" <> '0'";
        boolean delayed = Statements.select(connection.prepareStatement(sql), statement -> {}, ResultSet::next);
        if (delayed) {
            throw new SQLException(
                    "the changes include some that the database has not written to its file, and this user may not"
                            + " run CHECKPOINT SYNC; connect as an administrator, or have one run SET WRITE_DELAY 0 once,"
                            + " which makes each commit wait until it is written",
                    denied.getSQLState(),
                    denied);
        }
    }

    @Override
    public String revive(TableSpec spec) {
        return "";
    }
}
