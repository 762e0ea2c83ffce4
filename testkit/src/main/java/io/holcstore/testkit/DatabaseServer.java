package io.holcstore.testkit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A server of MariaDB or MySQL that gives a fresh database at each call; started, or reached by a URL, at the first
 * one.
 */
abstract class DatabaseServer implements TestDatabase {
    /** The value of a setting that leaves the tests out. */
    static final String SKIP = "skip";

    private final String product;
    private final String prefix;
    private final String setting;
    private @Nullable String url;
    private @Nullable RuntimeException failure;

    /**
     * @param prefix the beginning of its URLs
     * @param setting names another server by its JDBC URL: a system property, else an environment variable
     */
    DatabaseServer(String product, String prefix, String setting) {
        this.product = product;
        this.prefix = prefix;
        this.setting = setting;
    }

    /** Starts a server and returns its URL. */
    abstract String startOwn() throws IOException;

    /** Returns a data source for a URL with the mode of a new server, and quotes and operators of standard SQL. */
    abstract DataSource source(String place, String settings) throws SQLException;

    @Override
    public FreshDatabase fresh() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        administer("CREATE DATABASE " + name);
        return new FreshDatabase(source(name), name, () -> administer("DROP DATABASE " + name));
    }

    private DataSource source(String database) {
        return source(database, "", this::source);
    }

    /** Makes a data source from a URL without settings and from settings, each behind an ampersand. */
    @FunctionalInterface
    interface Driver {
        DataSource source(String place, String settings) throws SQLException;
    }

    /** Returns a data source of a driver for one of the databases, with more settings of its URL. */
    final DataSource source(String database, String more, Driver driver) {
        String server = started();
        int settings = server.indexOf('?');
        String place = settings < 0 ? server : server.substring(0, settings);
        String base = place.substring(0, place.indexOf('/', prefix.length()) + 1);
        try {
            return driver.source(base + database, (settings < 0 ? "" : '&' + server.substring(settings + 1)) + more);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the driver does not accept the URL of " + product + ": " + e.getMessage(), e);
        }
    }

    private void administer(String sql) {
        try (Connection connection = source("").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(product + " refused " + sql + ": " + e.getMessage(), e);
        }
    }

    /** The URL of the server, started at the first call. A server that did not start is not tried again. */
    synchronized String started() {
        if (failure != null) {
            throw failure;
        }
        if (url == null) {
            try {
                url = url();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return url;
    }

    private String url() {
        String named = System.getProperty(setting, System.getenv(setting));
        if (named == null || named.isBlank()) {
            return embedded();
        }
        if (named.equals(SKIP)) {
            throw new TestAbortedException("SKIPPED, because " + setting + " says so: nothing is tested on " + product);
        }
        if (!named.startsWith(prefix)) {
            throw new IllegalStateException(setting + " must start with " + prefix + " or be " + SKIP
                    + " but starts with " + named.substring(0, Math.min(named.length(), 12)));
        }
        return named;
    }

    private String embedded() {
        try {
            return startOwn();
        } catch (TestAbortedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    product + " did not start on " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch")
                            + ": " + e.getMessage() + System.lineSeparator() + "To use a running one, set " + setting
                            + " to its JDBC URL, as " + prefix + "localhost/?user=test&password=test;"
                            + " to leave these tests out, set it to " + SKIP,
                    e);
        }
    }
}
