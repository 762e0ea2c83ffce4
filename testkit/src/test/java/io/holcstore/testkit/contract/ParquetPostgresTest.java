package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ParquetPostgresTest extends ParquetContract {
    ParquetPostgresTest() {
        super(TestDatabase.postgresql());
    }
}
