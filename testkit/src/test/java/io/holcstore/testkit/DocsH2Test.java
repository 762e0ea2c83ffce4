package io.holcstore.testkit;

final class DocsH2Test extends DocsContract {
    DocsH2Test() {
        super(TestDatabase.h2Memory());
    }
}
