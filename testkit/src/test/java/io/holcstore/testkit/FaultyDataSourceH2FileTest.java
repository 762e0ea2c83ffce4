package io.holcstore.testkit;

final class FaultyDataSourceH2FileTest extends FaultyDataSourceContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.h2File();
    }
}
