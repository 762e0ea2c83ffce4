package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VirtualThreadsPostgresTest extends VirtualThreadsContract {
    VirtualThreadsPostgresTest() {
        super(TestDatabase.postgresql());
    }
}
