package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything a store of versions promises, as tests; a database is added as to a {@link ChunkStoreContract}. */
public abstract class VersionedStoreContract
        implements VersionWriteContract,
                VersionReadContract,
                VersionHistoryContract,
                VersionTransactionContract,
                VersionMigrationContract,
                PythonExamplesContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    /** A contract on this database. */
    protected VersionedStoreContract(TestDatabase database) {
        db = new DatabaseExtension(database);
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    /** Whole series have one encoding. */
    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }
}
