package io.holcstore.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * One empty database or schema, with the pools onto it. {@link #close()} closes the pools and drops what the test
 * stored. Thread-safe.
 */
public final class FreshDatabase implements AutoCloseable {
    private static final int POOL_SIZE = 16;
    private static final long CONNECTION_TIMEOUT_MILLIS = 20_000;

    private final DataSource unpooled;
    private final DataSource sessions;
    private final String schema;
    private final Runnable drop;
    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();
    private final HikariDataSource pool;
    private final KeptConnections kept;

    /**
     * Takes a database over.
     *
     * @param unpooled opens a new connection at each call, with {@code schema} as its current schema
     * @param schema the schema where unqualified names go, as {@link java.sql.DatabaseMetaData} spells it
     * @param drop removes the database or schema; runs once, after the pools are closed
     */
    public FreshDatabase(DataSource unpooled, String schema, Runnable drop) {
        this(unpooled, unpooled, schema, drop);
    }

    /**
     * As the other one, with pools over sessions that outlive this database.
     *
     * @param sessions where the pools take their connections from, with {@code schema} as their current schema
     */
    FreshDatabase(DataSource unpooled, DataSource sessions, String schema, Runnable drop) {
        this.unpooled = Objects.requireNonNull(unpooled, "unpooled");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.schema = Objects.requireNonNull(schema, "schema");
        this.drop = Objects.requireNonNull(drop, "drop");
        this.pool = newPool();
        this.kept = new KeptConnections(unpooled);
    }

    /** The pool of this database (HikariCP with its defaults, up to 16 connections): the same one at each call. */
    public DataSource dataSource() {
        return pool;
    }

    /** Another pool onto the same database, as a second instance of an application has. Closed with this database. */
    public HikariDataSource newPool() {
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
    public DataSource keptConnections() {
        return kept;
    }

    /** The database without a pool: each {@code getConnection()} opens a connection that its {@code close()} ends. */
    public DataSource unpooled() {
        return unpooled;
    }

    /** The schema where unqualified names go, as {@link java.sql.DatabaseMetaData} spells it. */
    public String schema() {
        return schema;
    }

    /** Closes the pools and drops the database. */
    @Override
    public void close() {
        kept.close();
        for (HikariDataSource open : pools) {
            open.close();
        }
        if (!pools.isEmpty()) {
            pools.clear();
            drop.run();
        }
    }
}
