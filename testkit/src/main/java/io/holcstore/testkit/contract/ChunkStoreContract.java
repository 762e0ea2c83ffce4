package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything a chunk store promises, as tests. A database is added by a subclass:
 *
 * <pre>{@code
 * final class ChunkStorePostgresTest extends ChunkStoreContract {
 *     ChunkStorePostgresTest() {
 *         super(TestDatabase.postgresql(), Encoding.COMPACT);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test has a fresh database and fails when it leaves a connection, statement or result set open. The tests by
 * subject are the interfaces this class implements.
 */
public abstract class ChunkStoreContract
        implements SchemaContract,
                KeyContract,
                WriteContract,
                ReplaceContract,
                ManySeriesContract,
                OddSeriesContract,
                VocabularyContract,
                SeriesEndsContract,
                UpkeepContract,
                ReadContract,
                StreamContract,
                FarDateContract,
                CalendarContract,
                EncodingContract,
                TransactionContract,
                ReplicatedContract,
                ChangeFeedContract,
                ReplicaContract,
                SubscriptionContract,
                PurgeContract,
                HostilePageContract,
                FailureContract,
                ListenerContract,
                ModelContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    private final Encoding encoding;

    /** A contract on this database, of stores that write this encoding. */
    protected ChunkStoreContract(TestDatabase database, Encoding encoding) {
        this.db = new DatabaseExtension(database);
        this.encoding = encoding;
    }

    @Override
    public final Encoding encoding() {
        return encoding;
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }
}
