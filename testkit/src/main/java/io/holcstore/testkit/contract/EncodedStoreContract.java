package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What contracts of chunk stores share: a fresh database for each test, and the encoding that their stores write. */
abstract class EncodedStoreContract implements OnDatabase {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    private final Encoding encoding;

    EncodedStoreContract(TestDatabase database, Encoding encoding) {
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
