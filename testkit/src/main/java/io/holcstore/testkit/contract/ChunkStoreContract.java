package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;

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
public abstract class ChunkStoreContract extends ConnectionsContract
        implements KeyContract,
                OddSeriesContract,
                VocabularyContract,
                SeriesEndsContract,
                FarDateContract,
                CalendarContract,
                EncodingContract,
                HostilePageContract {
    /** A contract on this database, of stores that write this encoding. */
    protected ChunkStoreContract(TestDatabase database, Encoding encoding) {
        super(database, encoding);
    }
}
