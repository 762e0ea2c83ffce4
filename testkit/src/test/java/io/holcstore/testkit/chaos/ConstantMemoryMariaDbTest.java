package io.holcstore.testkit.chaos;

import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class ConstantMemoryMariaDbTest extends ConstantMemoryContract {
    private final FreshDatabase database = TestDatabase.mariadb().fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    /** The driver writes a batch into one packet first. */
    @Override
    protected int heapMegabytes() {
        return 64;
    }

    @Override
    protected boolean updatesInConstantMemory() {
        return true;
    }

    @Override
    protected String url() {
        try (Connection connection = database.unpooled().getConnection()) {
            String url = connection.getMetaData().getURL();
            return url.substring(0, url.indexOf('?'));
        } catch (SQLException e) {
            throw new IllegalStateException("the URL of the test's database cannot be asked for", e);
        }
    }

    @Override
    protected String user() {
        return "test";
    }

    @Override
    protected String password() {
        return "test";
    }
}
