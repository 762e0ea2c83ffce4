package io.holcstore.benchmarks;

import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

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

        @Override
        long bytes(FreshDatabase database, List<String> tables) throws SQLException {
            long bytes = 0;
            for (String table : tables) {
                bytes += number(database, "SELECT pg_total_relation_size('" + table + "')");
            }
            return bytes;
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

        @Override
        long bytes(FreshDatabase database, List<String> tables) throws SQLException, IOException {
            String file = text(database, "SELECT DATABASE_PATH()");
            run(database, "SHUTDOWN COMPACT");
            return Files.size(Path.of(file + ".mv.db"));
        }
    },
    /** With a flush of its log at each commit. */
    MARIADB {
        @Override
        FreshDatabase fresh() {
            return TestDatabase.mariadbDurable().fresh();
        }

        @Override
        void settle(FreshDatabase database) {
            // It writes pages as it goes on.
        }

        @Override
        long bytes(FreshDatabase database, List<String> tables) throws SQLException {
            for (String table : tables) {
                run(database, "OPTIMIZE TABLE " + table);
            }
            return number(
                    database,
                    "SELECT SUM(file_size) FROM information_schema.innodb_sys_tablespaces WHERE name IN ("
                            + tables.stream()
                                    .map(table -> "'" + database.schema() + '/' + table + '\'')
                                    .collect(Collectors.joining(", "))
                            + ')');
        }
    },
    /** In a file, with WAL and synchronous=FULL. */
    SQLITE {
        @Override
        FreshDatabase fresh() {
            return TestDatabase.sqlite().fresh();
        }

        @Override
        void settle(FreshDatabase database) throws SQLException {
            run(database, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        @Override
        long bytes(FreshDatabase database, List<String> tables) throws SQLException {
            run(database, "VACUUM");
            return number(database, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
        }
    };

    abstract FreshDatabase fresh();

    /** Lets the database finish what it has put off, so that it does not disturb what is measured next. */
    abstract void settle(FreshDatabase database) throws SQLException;

    /** What the tables take on disk with their indexes: their own bytes, or those of the compacted file. */
    abstract long bytes(FreshDatabase database, List<String> tables) throws SQLException, IOException;

    static void run(FreshDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long number(FreshDatabase database, String sql) throws SQLException {
        return Long.parseLong(text(database, sql));
    }

    private static String text(FreshDatabase database, String sql) throws SQLException {
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
