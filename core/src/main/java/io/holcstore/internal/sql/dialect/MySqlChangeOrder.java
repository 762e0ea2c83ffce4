package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The order of changes in MySQL. Two triggers give a row its number: one counts, and the next one reads the counter.
 * Each is one statement, so that any program can run a script, which ends a statement at a semicolon. The first one
 * locks the store's row in {@code holcstore_feed}, so that other programs take turns, too.
 */
final class MySqlChangeOrder extends CounterChangeOrder {
    private static final List<String> SUFFIXES =
            List.of("_inserted_count", "_inserted_number", "_updated_count", "_updated_number");

    MySqlChangeOrder() {
        super("SIGNED");
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
        epoch(connection, MySqlDialect.INSTANCE, spec, MySqlDialect.INSTANCE::lockRows);
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
}
