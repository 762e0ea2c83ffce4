package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Gives each test a fresh database, and fails a test that leaves a connection, statement or result set open, or hands a
 * connection back with other settings than it had. Register it as a field of the test class (see {@link TestDatabase}):
 *
 * <pre>{@code
 * @RegisterExtension
 * final DatabaseExtension db = new DatabaseExtension(TestDatabase.postgresql());
 * }</pre>
 *
 * <p>Not for a static field: the database lives as long as one test. The data sources may be used by any number of
 * threads.
 */
public final class DatabaseExtension implements BeforeEachCallback, AfterEachCallback {
    private final TestDatabase kind;
    private boolean rowsByHand;
    private @Nullable FreshDatabase database;
    private @Nullable LeakDetectingDataSource dataSource;

    public DatabaseExtension(TestDatabase kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** The pool of this test's database, watched for leaks. Fast paths stay on: {@code unwrap} reaches the driver. */
    public LeakDetectingDataSource dataSource() {
        return current(dataSource);
    }

    /** The database of this test, with its other pools. */
    public FreshDatabase database() {
        return current(database);
    }

    /** What the database can do, and how it writes what tests need. */
    public DatabaseFacts facts() {
        return kind.facts(database().dataSource());
    }

    /** The same database through a data source that refuses {@code unwrap}, so that no code can leave plain JDBC. */
    public DataSource plainJdbc() {
        return LeakDetectingDataSource.refusingUnwrap(database().dataSource());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FreshDatabase fresh = kind.fresh();
        rowsByHand = false;
        database = fresh;
        dataSource = new LeakDetectingDataSource(fresh.dataSource());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        FreshDatabase fresh = database;
        LeakDetectingDataSource watched = dataSource;
        database = null;
        dataSource = null;
        if (fresh == null || watched == null) {
            return;
        }
        try (fresh) {
            // A test that failed halfway leaves things open: its own failure is the news.
            if (context.getExecutionException().isEmpty()) {
                watched.assertNothingLeaked();
                assertHeadsAreTrue(fresh);
            }
        }
    }

    private void assertHeadsAreTrue(FreshDatabase fresh) {
        if (rowsByHand) {
            return;
        }
        try (Connection connection = fresh.dataSource().getConnection()) {
            List<String> wrong = StoredHeads.wrong(connection, fresh.schema());
            if (!wrong.isEmpty()) {
                throw new AssertionError("heads say something else than the chunks of their series: " + wrong);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the heads of the test's stores cannot be read: " + e.getMessage(), e);
        }
    }

    /** Says that the test changes rows by hand, or breaks its database: the heads of stores are not compared. */
    public void rowsByHand() {
        rowsByHand = true;
    }

    /**
     * Begins a test which takes away what a store relies on, to show that other tests would notice. It is skipped aloud
     * where such tests are switched off. The heads of stores are not compared: they are wrong, too.
     */
    public void negativeControl() {
        rowsByHand();
        if (!kind.runsNegativeControls()) {
            throw new TestAbortedException("negative controls are switched off");
        }
    }

    /** As {@link #negativeControl()}, on a data source without locks, which nobody misses if writers take turns. */
    public void negativeControlOfLocks() {
        negativeControl();
        if (facts().writesOneAtATime()) {
            throw new TestAbortedException("the database lets only one transaction at a time write: no lock is missed");
        }
        if (!kind.givesManyConnections()) {
            throw new TestAbortedException(
                    "the data source does not give 16 connections at once: raise the maximum size"
                            + " of the pool, or switch negative controls off");
        }
    }

    private static <T> T current(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "there is a database only while a test runs; register the extension as an instance field");
        }
        return value;
    }
}
