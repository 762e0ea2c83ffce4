package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.common.CounterChangeOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The order of changes by a counter, which a trigger before the change of a row reads, as on Oracle or Db2. */
final class OddChangeOrder extends CounterChangeOrder {
    OddChangeOrder() {
        super("bigint");
    }

    @Override
    public List<String> after(TableSpec spec) {
        String trigger = spec.qualified(TableSpec.suffixed(spec.table(), "_numbered"));
        return List.of(OddDialect.INSTANCE.createIfMissing(
                "TRIGGER",
                trigger,
                " BEFORE INSERT, UPDATE ON " + spec.rows() + " FOR EACH ROW CALL 'io.holcstore.testkit.OddTrigger'"));
    }

    @Override
    public void takeTurn(Connection connection, TableSpec spec) throws SQLException {
        epoch(connection, OddDialect.INSTANCE, spec, OddDialect.INSTANCE::lockRows);
    }

    @Override
    public String identity(TableSpec spec) {
        return Ddl.literal("odd");
    }

    @Override
    public String standby() {
        return "1 = 0";
    }

    @Override
    public String unwritten() {
        return "1 = 0";
    }

    @Override
    public void write(Lease lease) {
        // a commit waits for the disk
    }
}
