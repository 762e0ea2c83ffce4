package io.holcstore.internal.schema;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.partition.Partitions;
import io.holcstore.store.StoreSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The implementation of {@link StoreSchema}. */
public final class SqlSchema implements StoreSchema {
    /**
     * A lock for creating tables. H2 creates a table and then its primary key, without one lock for both, so threads
     * that create tables at the same time could see the table without its key.
     */
    private static final Object CREATING = new Object();

    private static final int MOST_TRIES = 10;

    /** The actions that depend on the kind of store. */
    public interface Upkeep {
        /** See {@link StoreSchema#rezone}. */
        default long rezone() {
            return 0;
        }

        /** See {@link StoreSchema#reindex}. */
        default long reindex() {
            return 0;
        }

        /** Corrects the heads after all chunks before this one were dropped. No other session writes meanwhile. */
        default void droppedBefore(Connection connection, int chunk) throws SQLException {
            // there are no chunks by default
        }
    }

    private final TableSpec spec;
    private final Session session;
    private final Upkeep upkeep;

    public SqlSchema(TableSpec spec, Session session) {
        this(spec, session, new Upkeep() {});
    }

    public SqlSchema(TableSpec spec, Session session, Upkeep upkeep) {
        this.spec = spec;
        this.session = session;
        this.upkeep = upkeep;
    }

    @Override
    public Partitions partitions() {
        return new SqlPartitions(spec, session, upkeep);
    }

    @Override
    public void createIfMissing() {
        Verb verb = verb("createIfMissing", "creating the tables of ");
        session.whole(verb, parts -> {
            synchronized (CREATING) {
                create(verb, parts);
            }
            return true;
        });
    }

    private void create(Verb verb, Session parts) {
        boolean together =
                findingSchema(() -> parts.read(verb("verify", "verifying "), connection -> Dialects.of(connection)
                        .createsInTransactions()));
        if (together && differences(parts).isEmpty()) {
            return; // avoids DDL, which locks tables that others are reading; servers behind a spreader may differ
        }
        Session.Work<Boolean> work = this::createMissing;
        if (together) {
            parts.write(verb.part(verb::toString), work);
        } else {
            parts.read(verb.part(verb::toString), work);
        }
        List<String> differences = differences(parts);
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), explained(differences, parts));
        }
    }

    /** A table that is not there in the next transaction was created, and is gone. */
    private List<String> explained(List<String> differences, Session parts) {
        return parts.read(verb("verify", "verifying "), connection -> {
            SqlDialect dialect = Dialects.of(connection);
            return differences.contains(SchemaComparison.missing(spec, dialect, spec.table()))
                            && dialect.spreader() == null
                    ? List.of("its tables were created a moment ago and are gone; " + dialect.whyTablesVanish())
                    : differences;
        });
    }

    private boolean createMissing(Connection connection) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        if (spec.hasFeed()) {
            spec.requireOneServer(dialect, "creating the tables of a replicated store");
        }
        dialect.requireCreation(connection);
        dialect.lockSchema(connection);
        SchemaComparison there = new SchemaComparison(spec, dialect, connection);
        Set<String> lacking = there.lackingOnSomeServer();
        List<String> conflicts = there.conflicts();
        if (!conflicts.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), conflicts);
        }
        TableSpec placed = there.placed();
        List<String> statements = new ArrayList<>(Ddl.statements(placed, dialect));
        for (Ddl.Table table : placed.layout().tables(placed, dialect)) {
            if (there.has(table) && !lacking.contains(table.name())) {
                statements.removeAll(Ddl.storageSettings(placed, table, dialect));
            }
        }
        if (!there.lacksColumns()) { // DDL locks a table that other stores use
            statements.removeAll(placed.layout().additions(placed, dialect));
        }
        for (String statement : statements) {
            execute(connection, dialect, statement);
        }
        return true;
    }

    /** Executes a statement. When another session records the same settings at the same time, nothing is left to do. */
    static void execute(Connection connection, SqlDialect dialect, String sql) throws SQLException {
        try {
            executeOnAllServers(connection, dialect, dialect.text(sql));
        } catch (SQLException e) {
            if (!dialect.isDuplicate(e) || !sql.startsWith("INSERT")) {
                throw e;
            }
        }
    }

    /**
     * Executes a statement. Where there is no lock of the schema, another session may have done the same on one server
     * at the same time. Then the statement runs again, for the other servers.
     */
    private static void executeOnAllServers(Connection connection, SqlDialect dialect, String sql) throws SQLException {
        for (int tried = 1; ; tried++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return;
            } catch (SQLException e) {
                if (dialect.spreader() == null || !dialect.isDuplicate(e) || tried == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void requireRecorded(TableSpec spec, Connection connection, String ignored) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        List<String> differences = spec.layout().isOwn()
                ? SchemaComparison.settings(spec, dialect, connection, ignored)
                : new SchemaComparison(spec, dialect, connection).differences();
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), differences);
        }
    }

    @Override
    public List<String> upgrade() {
        return upgrade(Upgrades.KNOWN);
    }

    List<String> upgrade(Upgrades upgrades) {
        if (!spec.layout().isOwn()) {
            return List.of();
        }
        synchronized (CREATING) {
            return upgrades.run(spec, session);
        }
    }

    @Override
    public void changeEncoding() {
        session.write(verb("changeEncoding", "changing the encoding of "), connection -> {
            requireReadable(spec, connection);
            if (spec.layout().isOwn()) {
                recordSettings(connection);
            }
            return true;
        });
    }

    @Override
    public long rezone() {
        return upkeep.rezone();
    }

    @Override
    public long reindex() {
        return upkeep.reindex();
    }

    /** Records the starts of days, after the chunks were converted to them. */
    public void recordDayStarts() {
        session.write(verb("rezone", "recording the zone data of "), connection -> {
            requireRezonable(spec, connection);
            if (spec.layout().isOwn()) {
                recordSettings(connection);
            }
            return true;
        });
    }

    /** Replaces the recorded settings with those of this definition. */
    private void recordSettings(Connection connection) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        try (PreparedStatement statement = dialect.prepare(
                connection, "UPDATE " + spec.settingsTable() + " SET \"settings\" = ? WHERE \"name\" = ?")) {
            statement.setString(1, spec.settingsText());
            statement.setString(2, spec.table());
            RowCounts.requireOne(spec.name() + " in " + TableSpec.SETTINGS_TABLE, statement.executeUpdate());
        }
    }

    @Override
    public void verify() {
        verify(session);
    }

    private void verify(Session queries) {
        List<String> differences = differences(queries);
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), differences);
        }
    }

    private List<String> differences(Session queries) {
        return findingSchema(() -> queries.read(
                verb("verify", "verifying "),
                connection -> new SchemaComparison(spec, Dialects.of(connection), connection).differences()));
    }

    /** The schema of the connection may not exist, which a connection tells at its first use. */
    private <T> T findingSchema(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreSqlException e) {
            if (SqlErrors.isNoSchema(e)) {
                throw new SchemaMismatchException(spec.name(), List.of(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /**
     * Compares the recorded settings of a store with its definition, except for the encoding, which does not matter for
     * reading. It takes two queries.
     *
     * @throws SchemaMismatchException when they differ, or nothing is recorded
     */
    public static void requireReadable(TableSpec spec, Connection connection) throws SQLException {
        requireRecorded(spec, connection, TableSpec.ENCODING);
    }

    /**
     * Compares all recorded settings of a store with its definition. It takes two queries.
     *
     * @throws SchemaMismatchException when they differ, or nothing is recorded
     */
    public static void requireWritable(TableSpec spec, Connection connection) throws SQLException {
        requireRecorded(spec, connection, "");
    }

    /**
     * Does the same as {@link #requireWritable}, except for the recorded zone data.
     *
     * @throws SchemaMismatchException when anything else differs, or nothing is recorded
     */
    public static void requireRezonable(TableSpec spec, Connection connection) throws SQLException {
        requireRecorded(spec, connection, ZoneData.DAY_STARTS);
    }

    private Verb verb(String name, String doing) {
        return Verb.of(name, spec.name(), () -> doing + spec.name());
    }
}
