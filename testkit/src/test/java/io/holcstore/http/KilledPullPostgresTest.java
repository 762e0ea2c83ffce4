package io.holcstore.http;

import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.postgresql.ds.PGSimpleDataSource;

final class KilledPullPostgresTest extends KilledPullContract {
    private final FreshDatabase database = TestDatabase.postgresql().fresh();
    private final PGSimpleDataSource source = (PGSimpleDataSource) database.unpooled();

    @AfterEach
    void drop() {
        database.close();
    }

    @Override
    String url() {
        return source.getUrl();
    }

    @Override
    String user() {
        return String.valueOf(source.getUser());
    }

    @Override
    String password() {
        return source.getPassword() == null ? "" : source.getPassword();
    }

    @Override
    DataSource replicaDatabase() {
        return source;
    }
}
