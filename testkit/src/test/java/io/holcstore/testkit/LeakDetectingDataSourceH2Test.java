package io.holcstore.testkit;

final class LeakDetectingDataSourceH2Test extends LeakDetectingDataSourceContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.h2Memory();
    }

    @Override
    String[] sqlSetting() {
        return new String[] {"SET LAZY_QUERY_EXECUTION 1", "SET LAZY_QUERY_EXECUTION 0"};
    }
}
