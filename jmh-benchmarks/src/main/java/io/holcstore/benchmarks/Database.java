package io.holcstore.benchmarks;

import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Where series are stored: on disk, with every commit durable. */
public enum Database {
    /** With fsync on. */
    POSTGRESQL {
        @Override
        FreshDatabase fresh() {
            return TestDatabase.postgresqlDurable().fresh();
        }

        @Override
        void settle(FreshDatabase database) throws SQLException {
            run(database, "VACUUM (ANALYZE)", "CHECKPOINT");
        }
    },
    /** In a file. */
    H2 {
        @Override
        FreshDatabase fresh() {
            return TestDatabase.h2File().fresh();
        }

        @Override
        void settle(FreshDatabase database) throws SQLException {
            run(database, "CHECKPOINT SYNC");
        }
    };

    abstract FreshDatabase fresh();

    /** Lets the database finish what it has put off, so that it does not disturb what is measured next. */
    abstract void settle(FreshDatabase database) throws SQLException;

    static void run(FreshDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
