package io.holcstore.testkit.chaos;

import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

final class ConstantMemorySqliteTest extends ConstantMemoryContract {
    private final FreshDatabase database = TestDatabase.sqlite().fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    @Override
    protected boolean updatesInConstantMemory() {
        return true;
    }

    @Override
    protected boolean copiesThroughFile() {
        return true;
    }

    @Override
    protected String url() {
        try (Connection connection = database.unpooled().getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new IllegalStateException("the URL of the test's database cannot be asked for", e);
        }
    }

    @Override
    protected String user() {
        return "";
    }

    @Override
    protected String password() {
        return "";
    }
}
