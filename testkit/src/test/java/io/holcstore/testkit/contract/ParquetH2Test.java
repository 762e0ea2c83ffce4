package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class ParquetH2Test extends ParquetContract {
    ParquetH2Test() {
        super(TestDatabase.h2Memory());
    }
}
