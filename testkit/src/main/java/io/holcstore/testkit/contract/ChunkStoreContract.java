package io.holcstore.testkit.contract;

import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything a chunk store promises, as tests. A database is added by a subclass:
 *
 * <pre>{@code
 * final class ChunkStorePostgresTest extends ChunkStoreContract {
 *     ChunkStorePostgresTest() {
 *         super(TestDatabase.postgresql());
 *     }
 * }
 * }</pre>
 *
 * <p>Each test has a fresh database and fails when it leaves a connection, statement or result set open. The tests by subject are the interfaces
 * this class implements.
 */
public abstract class ChunkStoreContract
        implements SchemaContract,
                KeyContract,
                WriteContract,
                ReplaceContract,
                ManySeriesContract,
                OddSeriesContract,
                ReadContract,
                StreamContract,
                CalendarContract,
                TransactionContract,
                ReplicatedContract,
                FailureContract,
                ModelContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    /** A contract on this database. */
    protected ChunkStoreContract(TestDatabase database) {
        db = new DatabaseExtension(database);
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }
}
