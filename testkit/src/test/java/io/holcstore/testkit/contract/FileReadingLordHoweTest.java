package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

final class FileReadingLordHoweTest extends FileReadingContract {
    FileReadingLordHoweTest() {
        super(TestDatabase.h2Memory());
    }
}
