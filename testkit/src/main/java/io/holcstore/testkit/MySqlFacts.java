package io.holcstore.testkit;

import io.holcstore.key.AxisType;
import io.holcstore.store.Dialect;

/** The facts of MySQL, as far as they are not those of MariaDB. */
final class MySqlFacts extends MariaDbFacts {
    @Override
    public Dialect dialect() {
        return Dialect.mysql();
    }

    @Override
    public boolean holdsKeysOf(AxisType<?> type) {
        return type.precision() <= 65 && type.scale() <= 30;
    }

    /** The driver of MySQL says that the transaction may run again. */
    @Override
    public String lockTimeoutState() {
        return "40001";
    }

    @Override
    public String countWaiters() {
        return "SELECT VARIABLE_VALUE FROM performance_schema.global_status"
                + " WHERE VARIABLE_NAME = 'Innodb_row_lock_current_waits'";
    }
}
