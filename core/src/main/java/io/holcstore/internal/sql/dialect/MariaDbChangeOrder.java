package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Orders changes by the sequence. Only administrators of MariaDB see the running transactions, so writers of a store
 * take turns: each locks the store's row in {@code holcstore_feed} before anything else and until it commits. So the
 * order of the numbers is that of the commits.
 */
final class MariaDbChangeOrder extends ChangeOrder {
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

    @Override
    public String identity(TableSpec spec) {
        return InnoDbFeed.identity(spec);
    }

    @Override
    public String standby() {
        return InnoDbFeed.STANDBY;
    }

    @Override
    public String unwritten() {
        return InnoDbFeed.UNWRITTEN;
    }

    @Override
    public void write(Lease lease) throws SQLException {
        InnoDbFeed.write(lease);
    }

    @Override
    public String revive(TableSpec spec) {
        return "";
    }
}
