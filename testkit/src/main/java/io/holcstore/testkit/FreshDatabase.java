package io.holcstore.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One empty database or schema, with the pools onto it. {@link #close()} closes the pools and drops what the test
 * stored. Thread-safe.
 */
public final class FreshDatabase implements AutoCloseable {
    private static final int POOL_SIZE = 16;
    private static final long CONNECTION_TIMEOUT_MILLIS = 20_000;

    private final @Nullable DataSource given;
    private final DataSource unpooled;
    private final DataSource sessions;
    private final String schema;
    private final boolean hasOwnSchema;
    private final boolean keepsSessions;
    private final Runnable drop;
    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();
    private final DataSource pool;
    private final KeptConnections kept;
    private boolean dropped;

    /**
     * Takes a database over.
     *
     * @param unpooled opens a new connection at each call, with {@code schema} as its current schema
     * @param schema the schema where unqualified names go, as {@link java.sql.DatabaseMetaData} spells it
     * @param drop removes the database or schema; runs once, after the pools are closed
     */
    public FreshDatabase(DataSource unpooled, String schema, Runnable drop) {
        this(unpooled, unpooled, schema, true, drop);
    }

    /**
     * As the other one, with pools over sessions that outlive this database.
     *
     * @param sessions where the pools take their connections from, with {@code schema} as their current schema
     * @param keepsSessions whether a connection is one session as long as it is open
     */
    FreshDatabase(DataSource unpooled, DataSource sessions, String schema, boolean keepsSessions, Runnable drop) {
        this(null, unpooled, sessions, schema, true, keepsSessions, drop);
    }

    private FreshDatabase(
            @Nullable DataSource given,
            DataSource unpooled,
            DataSource sessions,
            String schema,
            boolean hasOwnSchema,
            boolean keepsSessions,
            Runnable drop) {
        this.given = given;
        this.keepsSessions = keepsSessions;
        this.hasOwnSchema = hasOwnSchema;
        this.unpooled = Objects.requireNonNull(unpooled, "unpooled");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.schema = Objects.requireNonNull(schema, "schema");
        this.drop = Objects.requireNonNull(drop, "drop");
        this.pool = given == null ? hikari() : given;
        this.kept = new KeptConnections(unpooled);
    }

    /** A database that is only reached through this data source, which stays open. */
    static FreshDatabase asGiven(
            DataSource dataSource, String schema, boolean hasOwnSchema, boolean keepsSessions, Runnable drop) {
        return new FreshDatabase(dataSource, dataSource, dataSource, schema, hasOwnSchema, keepsSessions, drop);
    }

    /**
     * The pool of this database (HikariCP with its defaults, up to 16 connections), or the data source of the
     * application: the same one at each call.
     */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Another pool onto the same database, as a second instance of an application has. Closed with this database. Of an
     * application's data source, there is only that one.
     */
    public DataSource newPool() {
        return given == null ? hikari() : given;
    }

    private HikariDataSource hikari() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(sessions);
        config.setMaximumPoolSize(POOL_SIZE);
        // Opened on demand: most tests need one connection.
        config.setMinimumIdle(0);
        // Else it opens a connection only to see that it can, and closes it.
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        HikariDataSource created = new HikariDataSource(config);
        pools.add(created);
        return created;
    }

    /**
     * A pool without threads and pauses of its own, for tests that lose many connections: the same one at each call.
     * Closed with this database.
     */
    DataSource keptConnections() {
        return kept;
    }

    /**
     * A new data source that kills its connections at a chosen call. It has a pool without threads and pauses of its
     * own. The connections of an application's data source lose what they have not committed, and go back to it.
     */
    public FaultyDataSource faulty() {
        return given == null ? new FaultyDataSource(kept) : FaultyDataSource.losingTransactions(given);
    }

    /**
     * The database without a pool: each {@code getConnection()} opens a connection that its {@code close()} ends.
     *
     * @throws TestAbortedException if the database is only reached through a data source of the application
     */
    public DataSource unpooled() {
        if (given != null) {
            throw new TestAbortedException(
                    "it changes what sessions keep, so it needs connections that do not come from the data source");
        }
        return unpooled;
    }

    /** The schema where unqualified names go, as {@link java.sql.DatabaseMetaData} spells it. */
    public String schema() {
        return schema;
    }

    /**
     * Says that the test sets something that a session keeps.
     *
     * @throws TestAbortedException if a pooler gives each transaction another session
     */
    public void requireSessions() {
        if (!keepsSessions) {
            throw new TestAbortedException(
                    "it sets something on a session, and a pooler gives the next transaction another one");
        }
    }

    /**
     * The name of a second schema, which the test may create and must drop.
     *
     * @throws TestAbortedException if the user of an application's data source may not create schemas
     */
    public String otherSchema() {
        if (!hasOwnSchema) {
            throw new TestAbortedException("it needs a second schema, and tests have no schemas of their own here");
        }
        return schema + "_other";
    }

    /** Closes the pools and drops the database. */
    @Override
    public void close() {
        kept.close();
        for (HikariDataSource open : pools) {
            open.close();
        }
        pools.clear();
        if (!dropped) {
            dropped = true;
            drop.run();
        }
    }
}
