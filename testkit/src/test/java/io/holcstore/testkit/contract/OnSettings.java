package io.holcstore.testkit.contract;

import io.holcstore.Store;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A database for each test, whose settings the test chooses itself. */
abstract class OnSettings {
    final FreshDatabase database;

    OnSettings(TestDatabase database) {
        this.database = database.fresh();
    }

    @AfterEach
    final void drop() {
        database.close();
    }

    static StoreBuilder loads() {
        return loads("loads");
    }

    static StoreBuilder loads(String table) {
        return Store.define()
                .axis(Samples.VERSION)
                .axis(Samples.KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table(table);
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void useEveryVerb(DataSource pool) throws Throwable {
        EveryVerb stores = EveryVerb.created(pool);
        stores.chunks.schema().verify();
        for (ThrowingCallable verb : stores.over(pool).verbs().values()) {
            verb.call();
        }
    }
}
