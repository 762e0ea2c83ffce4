package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Orders changes by the sequence. Only administrators of MariaDB see the running transactions, so writers of a store
 * take turns: each locks the store's row in {@code holcstore_feed} before anything else and until it commits. So the
 * order of the numbers is that of the commits.
 */
final class MariaDbChangeOrder extends ChangeOrder {
    private static final int ACCESS_DENIED = 1227;

    private static String next(TableSpec spec) {
        return "NEXT VALUE FOR " + spec.qualified(spec.changeSequence());
    }

    @Override
    public List<Ddl.Column> columns(TableSpec spec) {
        return List.of(new Ddl.Column(SEQUENCE_COLUMN, "bigint", false, '(' + next(spec) + ')'));
    }

    /** Takes the next number itself: MariaDB 11.4.5 crashes when an UPDATE sets such a column to its DEFAULT. */
    @Override
    public String touch(TableSpec spec) {
        return TableSpec.quote(SEQUENCE_COLUMN) + " = " + next(spec);
    }

    @Override
    public String transaction() {
        return "CAST(0 AS SIGNED)";
    }

    @Override
    public String compare(String operator) {
        return "CAST(? AS SIGNED) = 0 AND c.\"change_seq\" " + operator + " ?";
    }

    @Override
    public String settled() {
        return "TRUE";
    }

    @Override
    public void takeTurn(Connection connection, TableSpec spec) throws SQLException {
        epoch(connection, MariaDbDialect.INSTANCE, spec, MariaDbDialect.INSTANCE::lockRows);
    }

    /** A table is created again where a dump is restored. A copy of the files of the server has the same time. */
    @Override
    public String identity(TableSpec spec) {
        String schema = spec.schema() == null ? "DATABASE()" : Ddl.literal(spec.schema());
        return "(SELECT CAST(UNIX_TIMESTAMP(CREATE_TIME) AS CHAR) FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                + schema + " AND TABLE_NAME = " + Ddl.literal(spec.table()) + ')';
    }

    @Override
    public String standby() {
        return "@@read_only = 1";
    }

    /** With another setting, commits reach the disk later, by default within a second. */
    @Override
    public String unwritten() {
        return "@@innodb_flush_log_at_trx_commit <> 1";
    }

    @Override
    public void write(Lease lease) throws SQLException {
        if (!lease.isOwn()) {
            throw new SQLException("the changes may include some that the server has not written to its disk, because"
                    + " innodb_flush_log_at_trx_commit is not 1; read them without on(connection), because the"
                    + " statement that writes them would commit the transaction");
        }
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute("FLUSH ENGINE LOGS");
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            throw new SQLException(
                    "the changes may include some that the server has not written to its disk, and this user may not"
                            + " run FLUSH ENGINE LOGS; grant it RELOAD, or set innodb_flush_log_at_trx_commit to 1",
                    e.getSQLState(),
                    e);
        }
    }

    @Override
    public String revive(TableSpec spec) {
        return "";
    }
}
