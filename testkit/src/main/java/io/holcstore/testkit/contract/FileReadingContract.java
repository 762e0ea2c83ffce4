package io.holcstore.testkit.contract;

import io.holcstore.testkit.TestDatabase;

/**
 * How files are read: their shapes, times and faults. The database does not matter, the default zone and locale of the
 * JVM might. The tests by subject are the interfaces this class implements.
 */
public abstract class FileReadingContract extends FileTests
        implements LocalTimeContract,
                HostileFileContract,
                FileShapeContract,
                FileTimesContract,
                DayFileContract,
                FileDayStartContract,
                FileHintsContract,
                Nem12Contract {
    /** A contract that stores what it reads in this database. */
    protected FileReadingContract(TestDatabase database) {
        super(database);
    }
}
