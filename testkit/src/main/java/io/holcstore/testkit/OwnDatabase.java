package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The database behind an application's data source. What is wrong with the data source is looked for once. */
final class OwnDatabase implements TestDatabase {
    private static final int MANY = 16;

    private final DataSource dataSource;
    private final DatabaseFacts facts;
    private @Nullable List<String> faults;
    private @Nullable Boolean givesMany;
    private boolean keepsSessions;
    private boolean ownSchema;

    OwnDatabase(DataSource dataSource, DatabaseFacts facts) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.facts = Objects.requireNonNull(facts, "facts");
    }

    @Override
    public DatabaseFacts facts(DataSource any) {
        return facts;
    }

    @Override
    public FreshDatabase fresh() {
        List<String> found = faults();
        if (!found.isEmpty()) {
            throw new TestAbortedException(
                    "not run, for something is wrong with the data source: " + String.join("; ", found));
        }
        try {
            return ownSchema ? newSchema() : currentSchema();
        } catch (SQLException e) {
            throw new IllegalStateException("the data source has no place for a test: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized boolean givesManyConnections() {
        Boolean known = givesMany;
        if (known == null) {
            known = opens(MANY);
            givesMany = known;
        }
        return known;
    }

    /** Asks for one connection more while the others are open. */
    private boolean opens(int connections) {
        if (connections == 0) {
            return true;
        }
        try (Connection connection = dataSource.getConnection()) {
            return !connection.isClosed() && opens(connections - 1);
        } catch (SQLException e) {
            return false;
        }
    }

    private synchronized List<String> faults() {
        List<String> found = faults;
        if (found == null) {
            Surroundings surroundings = new Surroundings(dataSource, facts);
            found = surroundings.faults();
            try {
                keepsSessions = found.isEmpty() && surroundings.keepSessions();
                ownSchema = keepsSessions && surroundings.mayCreateSchemas();
            } catch (SQLException e) {
                found = List.of(String.valueOf(e.getMessage()));
            }
            faults = found;
        }
        return found;
    }

    private FreshDatabase newSchema() throws SQLException {
        String schema = Surroundings.newName();
        run(connection -> execute(connection, facts.createSchema(schema)));
        return FreshDatabase.asGiven(
                new InSchema(dataSource, facts, schema),
                schema,
                true,
                true,
                () -> dropped(() -> run(connection -> execute(connection, facts.dropSchema(schema)))));
    }

    private FreshDatabase currentSchema() throws SQLException {
        String[] schema = new String[1];
        run(connection -> {
            CurrentSchema.requireEmpty(connection, facts);
            schema[0] = CurrentSchema.name(connection);
        });
        return FreshDatabase.asGiven(
                dataSource,
                schema[0],
                false,
                keepsSessions,
                () -> dropped(() -> run(connection -> CurrentSchema.empty(connection, facts))));
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private interface Drop {
        void run() throws SQLException;
    }

    private void run(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            work.on(connection);
        }
    }

    private static void dropped(Drop drop) {
        try {
            drop.run();
        } catch (SQLException e) {
            throw new IllegalStateException("what a test has made could not be dropped: " + e.getMessage(), e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The application's connections, which look for tables in one schema until they are handed back. */
    private static final class InSchema extends DelegatingDataSource {
        private final DatabaseFacts facts;
        private final String schema;

        InSchema(DataSource delegate, DatabaseFacts facts, String schema) {
            super(delegate);
            this.facts = facts;
            this.schema = schema;
        }

        @Override
        Connection connect(Opening opening) throws SQLException {
            Connection connection = opening.open();
            try {
                String before = facts.path(connection);
                facts.setPath(connection, schema);
                return JdbcProxy.wrap(connection, new Restoring(connection, before));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }

        private final class Restoring implements JdbcProxy.Interceptor {
            private final Connection connection;
            private final String path;

            Restoring(Connection connection, String path) {
                this.connection = connection;
                this.path = path;
            }

            @Override
            public @Nullable Object around(
                    JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call) throws Throwable {
                if (target.is(Connection.class) && method.getName().equals("close")) {
                    restore();
                }
                return call.proceed();
            }

            private void restore() throws SQLException {
                if (connection.isClosed()) {
                    return;
                }
                try {
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                    facts.setPath(connection, path);
                } catch (SQLException e) {
                    connection.abort(Runnable::run); // nobody may get it in a schema that is gone
                }
            }
        }
    }
}
