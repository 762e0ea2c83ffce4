package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class VirtualThreadsH2Test extends VirtualThreadsContract {
    VirtualThreadsH2Test() {
        super(TestDatabase.h2Memory());
    }
}
