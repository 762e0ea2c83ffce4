package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class FileReadingH2Test extends FileReadingContract {
    FileReadingH2Test() {
        super(TestDatabase.h2Memory());
    }
}
