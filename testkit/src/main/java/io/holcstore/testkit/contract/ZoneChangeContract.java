package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a chunk store promises where zone data changes. */
public abstract class ZoneChangeContract implements ZoneDataContract, ZoneReplicaContract, ProjectionZoneContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    private final Encoding encoding;

    /** A contract on this database, of stores that write this encoding. */
    protected ZoneChangeContract(TestDatabase database, Encoding encoding) {
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
