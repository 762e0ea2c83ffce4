package io.holcstore.testkit.chaos;

import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.postgresql.ds.PGSimpleDataSource;

final class ConstantMemoryPostgresTest extends ConstantMemoryContract {
    private final FreshDatabase database = TestDatabase.postgresql().fresh();
    private final PGSimpleDataSource source = (PGSimpleDataSource) database.unpooled();

    @AfterEach
    void drop() {
        database.close();
    }

    @Override
    protected boolean updatesInConstantMemory() {
        return true;
    }

    @Override
    protected String url() {
        return source.getUrl();
    }

    @Override
    protected String user() {
        return String.valueOf(source.getUser());
    }

    @Override
    protected String password() {
        return source.getPassword() == null ? "" : source.getPassword();
    }
}
