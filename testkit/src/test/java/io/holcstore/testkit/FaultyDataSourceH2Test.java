package io.holcstore.testkit;

final class FaultyDataSourceH2Test extends FaultyDataSourceContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.h2Memory();
    }
}
