package io.holcstore.testkit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.opentest4j.TestAbortedException;

/** A MariaDB server that gives a fresh database at each call; started, or reached by a URL, at the first one. */
final class MariaDbServer implements TestDatabase {
    /** Names another server by its JDBC URL: a system property, else an environment variable. */
    static final String URL_SETTING = "HOLCSTORE_TEST_MARIADB_URL";

    /** The value of the setting that leaves the tests out. */
    static final String SKIP = "skip";

    /** The mode of a new server, and quotes and operators of standard SQL for the statements of tests. */
    private static final String SESSION = "sessionVariables=sql_mode='STRICT_TRANS_TABLES,ANSI_QUOTES,PIPES_AS_CONCAT"
            + ",ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'";

    private static final MariaDbServer FOR_TESTS =
            new MariaDbServer(() -> url(List.of("--innodb-flush-method=nosync")));
    private static final MariaDbServer DURABLE = new MariaDbServer(() -> url(List.of()));

    private final Supplier<String> start;
    private @Nullable String url;
    private @Nullable RuntimeException failure;

    MariaDbServer(Supplier<String> start) {
        this.start = start;
    }

    static MariaDbServer forTests() {
        return FOR_TESTS;
    }

    static MariaDbServer durable() {
        return DURABLE;
    }

    @Override
    public FreshDatabase fresh() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        administer("CREATE DATABASE " + name);
        return new FreshDatabase(source(name), name, () -> administer("DROP DATABASE " + name));
    }

    private DataSource source(String database) {
        String server = started();
        int settings = server.indexOf('?');
        String place = settings < 0 ? server : server.substring(0, settings);
        String base = place.substring(0, place.indexOf('/', "jdbc:mariadb://".length()) + 1);
        try {
            return new MariaDbDataSource(
                    base + database + '?' + SESSION + (settings < 0 ? "" : '&' + server.substring(settings + 1)));
        } catch (SQLException e) {
            throw new IllegalStateException("the driver does not accept the URL of MariaDB: " + e.getMessage(), e);
        }
    }

    private void administer(String sql) {
        try (Connection connection = source("").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("MariaDB refused " + sql + ": " + e.getMessage(), e);
        }
    }

    /** The URL of the server, started at the first call. A server that did not start is not tried again. */
    synchronized String started() {
        if (failure != null) {
            throw failure;
        }
        if (url == null) {
            try {
                url = start.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return url;
    }

    private static String url(List<String> options) {
        String named = System.getProperty(URL_SETTING, System.getenv(URL_SETTING));
        if (named == null || named.isBlank()) {
            return embedded(options);
        }
        if (named.equals(SKIP)) {
            throw new TestAbortedException(
                    "SKIPPED, because " + URL_SETTING + " says so: nothing is tested on MariaDB");
        }
        if (!named.startsWith("jdbc:mariadb://")) {
            throw new IllegalStateException(URL_SETTING + " must start with jdbc:mariadb:// or be " + SKIP
                    + " but starts with " + named.substring(0, Math.min(named.length(), 12)));
        }
        return named;
    }

    private static String embedded(List<String> options) {
        try {
            return MariaDbNode.start(options).url();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "MariaDB did not start on " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch")
                            + ": " + e.getMessage() + System.lineSeparator() + "To use a running one, set "
                            + URL_SETTING + " to its JDBC URL, as jdbc:mariadb://localhost/?user=test&password=test;"
                            + " to leave these tests out, set it to " + SKIP,
                    e);
        }
    }
}
