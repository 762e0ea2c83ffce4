package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

/** A driver that is hidden behind a proxy, so that only plain JDBC is left. */
final class PlainJdbcPostgresTest extends ConnectionsContract {
    PlainJdbcPostgresTest() {
        super(TestDatabase.postgresql().refusingUnwrap(), Encoding.LZ4);
    }
}
