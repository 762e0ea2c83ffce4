package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Gives rows that are inserted or touched the next number of the store's counter. H2 has triggers in Java only. */
public final class OddTrigger implements Trigger {
    private String table = "";
    private String feed = "";
    private int sequence;

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type)
            throws SQLException {
        table = tableName;
        feed = '"' + schema + "\".\"holcstore_feed\"";
        try (ResultSet columns = connection.getMetaData().getColumns(null, schema, tableName, "change_seq")) {
            columns.next();
            sequence = columns.getInt("ORDINAL_POSITION") - 1;
        }
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] row) throws SQLException {
        if (((Number) row[sequence]).longValue() != 0) {
            return;
        }
        String where = " WHERE \"name\" = ?";
        try (PreparedStatement count = connection.prepareStatement(
                        "UPDATE " + feed + " SET \"last_change\" = \"last_change\" + 1" + where);
                PreparedStatement read = connection.prepareStatement("SELECT \"last_change\" FROM " + feed + where)) {
            count.setString(1, table);
            count.executeUpdate();
            read.setString(1, table);
            try (ResultSet number = read.executeQuery()) {
                number.next();
                row[sequence] = number.getLong(1);
            }
        }
    }
}
