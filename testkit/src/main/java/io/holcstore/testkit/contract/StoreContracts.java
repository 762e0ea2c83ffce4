package io.holcstore.testkit.contract;

import io.holcstore.store.Encoding;
import io.holcstore.testkit.DatabaseFacts;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.Surroundings;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.testkit.chaos.AtomicityContract;
import io.holcstore.testkit.chaos.ConcurrencyContract;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.opentest4j.TestAbortedException;

/**
 * What a store promises, checked on the database of an application: through its own pool, its driver's settings and
 * what stands between them and the database. A test class of the application has one method:
 *
 * <pre>{@code
 * class MyDatabaseTest extends StoreContracts {
 *     @Override
 *     protected DataSource dataSource() {
 *         return Application.dataSource();
 *     }
 * }
 * }</pre>
 *
 * <p>First, {@link Connections} checks the data source itself. If that fails, the message names the setting to look at,
 * and the other tests are skipped. At the end, a report on standard output says for each subject what holds and what
 * was not checked.
 *
 * <p>Tables of the application are left alone. Each test has a schema of its own, whose name begins with
 * {@code holcstore_test_} and which is dropped after the test; for this the user needs the right to create schemas. A
 * user without this right, and one behind a pooler of transactions, needs a current schema without tables: tests make
 * theirs there and drop them.
 *
 * <p>The data source must give at least 10 connections at once. The random tests have fixed seeds, to which
 * {@code -Dholcstore.seed=N} adds N. Two of these classes in one JVM run one after the other, also if JUnit
 * runs classes in parallel. Let nothing else write on a PostgreSQL server meanwhile, in any of its databases: a change
 * feed waits for every transaction there, and its tests do not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@ExtendWith({Seeds.class, ContractReport.class})
@ResourceLock("io.holcstore.testkit")
public abstract class StoreContracts {
    private @Nullable Asked asked;
    private @Nullable Throwable unusable;
    private @Nullable TestDatabase database;
    private String described = "a data source that was not asked for";

    /** For subclasses. */
    protected StoreContracts() {}

    /**
     * The data source to check, as the application uses it. It is asked for once, and is not closed.
     */
    protected abstract DataSource dataSource();

    /**
     * What the database can do and how it writes what tests need. Override it for a database that the testkit does not
     * know.
     */
    protected DatabaseFacts facts(DataSource dataSource) {
        return DatabaseFacts.of(dataSource);
    }

    /**
     * Whether tests also run that take away locks or transactions, to show that the others would notice. Those without
     * locks take up to 16 connections at once, and are skipped if the data source does not give them.
     */
    protected boolean runsNegativeControls() {
        return true;
    }

    private record Asked(DataSource dataSource, DatabaseFacts facts) {}

    /** Asks once, also if that fails: a pool may wait half a minute before it says that there is no database. */
    private synchronized Asked asked() {
        if (asked == null && unusable == null) {
            try {
                DataSource given = Objects.requireNonNull(dataSource(), "it returned null");
                described = describe(given);
                asked = new Asked(given, facts(given));
            } catch (RuntimeException | LinkageError e) {
                unusable = e;
            }
        }
        if (asked == null) {
            throw new AssertionError(
                    "dataSource() of " + getClass().getName() + " gave nothing to check: "
                            + (unusable == null ? "" : unusable.getMessage()),
                    unusable);
        }
        return asked;
    }

    private synchronized TestDatabase database() {
        TestDatabase made = database;
        if (made == null) {
            TestDatabase own = own();
            made = new TestDatabase() {
                @Override
                public FreshDatabase fresh() {
                    return own.fresh();
                }

                @Override
                public DatabaseFacts facts(DataSource any) {
                    return own.facts(any);
                }

                @Override
                public boolean runsNegativeControls() {
                    return StoreContracts.this.runsNegativeControls();
                }

                @Override
                public boolean givesManyConnections() {
                    return own.givesManyConnections();
                }
            };
            database = made;
        }
        return made;
    }

    private TestDatabase own() {
        Asked checked;
        try {
            checked = asked();
        } catch (AssertionError e) {
            throw new TestAbortedException("not run: " + e.getMessage(), e);
        }
        return TestDatabase.over(checked.dataSource(), checked.facts());
    }

    /** The transactions of other programs for which change feeds wait. */
    final List<String> heldBackBy() {
        Asked checked = asked();
        return FeedsWaiting.ask(checked.dataSource(), checked.facts());
    }

    /** The database and the data source, for the report; the data source may be closed by then. */
    final String described() {
        return described;
    }

    private static String describe(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            return data.getDatabaseProductName() + ' ' + data.getDatabaseProductVersion() + " through "
                    + dataSource.getClass().getName() + " and " + data.getDriverName() + ' ' + data.getDriverVersion();
        } catch (SQLException e) {
            return dataSource.getClass().getName() + ", which gave no connection: " + e.getMessage();
        }
    }

    /** The data source itself: what a store relies on in its connections. */
    @Nested
    @Order(1)
    @DisplayName("connections")
    class Connections {
        private final Surroundings connections = new Surroundings(asked().dataSource(), asked().facts());

        @Test
        void understandStandardSql() {
            connections.understandStandardSql();
        }

        @Test
        void comeInAutocommitMode() {
            connections.comeInAutocommitMode();
        }

        @Test
        void areWritable() {
            connections.areWritable();
        }

        @Test
        void areSeparate() {
            connections.areSeparate();
        }

        @Test
        void areAtReadCommitted() {
            connections.areAtReadCommitted();
        }

        @Test
        void keepTransactions() {
            connections.keepTransactions();
        }

        @Test
        void tellUpdateCounts() {
            connections.tellUpdateCounts();
        }

        @Test
        void keepBytes() {
            connections.keepBytes();
        }

        @Test
        void keepPreparedStatements() {
            connections.keepPreparedStatements();
        }

        @Test
        void areEnough() {
            connections.areEnough();
        }

        @Test
        void havePlaceForTables() {
            connections.havePlaceForTables();
        }
    }

    /** A contract of chunk stores. */
    private abstract class OfChunks extends EncodedStoreContract {
        OfChunks() {
            super(StoreContracts.this.database(), Encoding.COMPACT);
        }
    }

    /** Tables: made, compared, described. */
    @Nested
    @Order(2)
    @DisplayName("tables")
    class Tables extends OfChunks implements SchemaContract, KeyContract {}

    /** Reads of single series and of many. */
    @Nested
    @Order(3)
    @DisplayName("reads")
    class Reads extends OfChunks implements ReadContract, SeriesEndsContract {}

    /** Writes of single series and of many, and random writes beside a model. */
    @Nested
    @Order(4)
    @DisplayName("writes")
    class Writes extends OfChunks
            implements WriteContract, ReplaceContract, ManySeriesContract, UpkeepContract, ModelContract {}

    /** Values and times of all kinds. */
    @Nested
    @Order(5)
    @DisplayName("values")
    class Values extends OfChunks implements OddSeriesContract, FarDateContract {}

    /** Streams of many series. */
    @Nested
    @Order(6)
    @DisplayName("streaming")
    class Streaming extends OfChunks implements StreamContract {}

    /** Aggregates of days, months and other times. */
    @Nested
    @Order(7)
    @DisplayName("aggregates")
    class Aggregates extends OfChunks implements AggregateContract {}

    /** Transactions of the application, which verbs join. */
    @Nested
    @Order(8)
    @DisplayName("transactions")
    class Transactions extends OfChunks implements TransactionContract {}

    /** The change feed and its replicas. */
    @Nested
    @Order(9)
    @DisplayName("feed")
    @ExtendWith(FeedsWaiting.class)
    class Feed extends OfChunks
            implements ReplicatedContract, ChangeFeedContract, ReplicaContract, SubscriptionContract, PurgeContract {}

    /** Stores of irregular series. */
    @Nested
    @Order(10)
    @DisplayName("irregular series")
    class IrregularSeries extends KeyedStoreContract {
        IrregularSeries() {
            super(StoreContracts.this.database());
        }
    }

    /** Stores of versions. */
    @Nested
    @Order(11)
    @DisplayName("versions")
    class Versions extends VersionedStoreContract {
        Versions() {
            super(StoreContracts.this.database());
        }
    }

    /** Projections onto plain tables. */
    @Nested
    @Order(12)
    @DisplayName("projections")
    @ExtendWith(FeedsWaiting.class)
    class PlainTables extends ProjectionContract {
        PlainTables() {
            super(StoreContracts.this.database());
        }
    }

    /** Errors and events. */
    @Nested
    @Order(13)
    @DisplayName("errors and events")
    @ExtendWith(FeedsWaiting.class)
    class Errors extends OfChunks implements FailureContract, ListenerContract {}

    /** Verbs whose connection is lost: all or nothing. */
    @Nested
    @Order(14)
    @DisplayName("atomicity")
    class Atomicity extends AtomicityContract {
        @Override
        protected TestDatabase database() {
            return StoreContracts.this.database();
        }

        @Override
        protected int stride() {
            return 25;
        }
    }

    /** Writers at the same time. */
    @Nested
    @Order(15)
    @DisplayName("concurrency")
    class Concurrency extends ConcurrencyContract {
        @Override
        protected TestDatabase database() {
            return StoreContracts.this.database();
        }
    }
}
