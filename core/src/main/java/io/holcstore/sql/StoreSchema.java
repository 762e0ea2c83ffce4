package io.holcstore.sql;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.time.ZoneData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The tables of one store: creates them, says how they differ from the definition, and lays them onto other zone data. Thread-safe, and safe to call from several processes at
 * once.
 */
public final class StoreSchema {
    private static final String DUPLICATE_KEY = "23505";

    /** A connection of H2 whose URL names a schema that does not exist cannot be opened. */
    private static final String NO_SCHEMA = "90079";

    /** H2 makes a table and then its primary key, and has no lock for both: threads that create at once would see the one without the other. */
    private static final Object CREATING = new Object();

    private final TableSpec spec;
    private final Session session;
    private final LongSupplier rezoning;

    /** The tables of a store that places nothing by the calendar of a zone. */
    public StoreSchema(TableSpec spec, Session session) {
        this(spec, session, () -> 0);
    }

    /** The tables of a store, which {@link #rezone} lays as given. */
    public StoreSchema(TableSpec spec, Session session, LongSupplier rezoning) {
        this.spec = spec;
        this.session = session;
        this.rezoning = rezoning;
    }

    /**
     * Creates the tables that are missing and records the settings of the store; what is there stays as it is.
     *
     * <p>A definition that names no schema means the tables that statements find along the connection's search path. Missing tables are made in the
     * schema of the others, and in the first schema of the path where there are none.
     *
     * @throws SchemaMismatchException when what is there is not what the definition asks for, when the tables lie in different schemas of the search
     *     path, when new tables would hide those of other stores further down the path, or when the schema does not exist
     */
    public void createIfMissing() {
        synchronized (CREATING) {
            create();
        }
    }

    private void create() {
        if (differences().isEmpty()) {
            return; // nothing to wait for: DDL locks tables that others are reading
        }
        session.write("creating the tables of " + spec.name(), connection -> {
            Dialect dialect = Dialect.of(connection);
            dialect.lockSchema(connection);
            SchemaComparison there = new SchemaComparison(spec, dialect, connection);
            List<String> conflicts = there.conflicts();
            if (!conflicts.isEmpty()) {
                throw new SchemaMismatchException(spec.name(), conflicts);
            }
            TableSpec placed = there.placed();
            List<String> statements = new ArrayList<>(Ddl.statements(placed, dialect));
            for (Ddl.Table table : placed.layout().tables(placed, dialect)) {
                if (there.has(table)) {
                    statements.removeAll(Ddl.storageSettings(placed, table, dialect));
                }
            }
            for (String statement : statements) {
                execute(connection, statement);
            }
            return true;
        });
        verify();
    }

    /** Another session that records the same settings at the same time leaves nothing to do. */
    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!DUPLICATE_KEY.equals(e.getSQLState()) || !sql.startsWith("INSERT")) {
                throw e;
            }
        }
    }

    /**
     * Compares the settings recorded for a store with its definition, as far as reading needs them: not the encoding. Two queries.
     *
     * @throws SchemaMismatchException when they differ, or nothing is recorded
     */
    public static void requireReadable(TableSpec spec, Connection connection) throws SQLException {
        requireRecorded(spec, connection, TableSpec.ENCODING);
    }

    /**
     * Compares all settings recorded for a store with its definition; two queries.
     *
     * @throws SchemaMismatchException when they differ, or nothing is recorded
     */
    public static void requireWritable(TableSpec spec, Connection connection) throws SQLException {
        requireRecorded(spec, connection, "");
    }

    private static void requireRecorded(TableSpec spec, Connection connection, String ignored) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        List<String> differences = spec.layout().isOwn()
                ? SchemaComparison.settings(spec, dialect, connection, ignored)
                : new SchemaComparison(spec, dialect, connection).differences();
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), differences);
        }
    }

    /**
     * Records the encoding of the definition for the table, where another one is recorded. Chunks that are there stay as they are and are read
     * as before; those that are written from now on are coded anew. Stores of the former encoding go on reading; opened from now on, they no
     * longer write.
     *
     * @throws SchemaMismatchException when any other setting differs, or nothing is recorded
     */
    public void changeEncoding() {
        session.write("changing the encoding of " + spec.name(), connection -> {
            requireReadable(spec, connection);
            if (spec.layout().isOwn()) {
                recordSettings(connection);
            }
            return true;
        });
    }

    /**
     * Lays every chunk that was written with other zone data than that of this JVM onto the calendar of this JVM: values keep their instants, and hours that
     * belong to another month or year now move to its chunk. In a store of days, local days keep their dates, and the zone data of this JVM is recorded
     * from now on.
     *
     * <p>One transaction a series, which waits for writers of that series as they wait for each other. Readers see each series as it was or as it becomes,
     * with the same values. It can be interrupted and run again; what is done stays done. Costs one read of the whole store, and a write of what
     * changes. Replicas get what changes; a store of days is rezoned at its source and at each replica. Stores that keep the instant of every point have
     * nothing to lay.
     *
     * @return how many chunks were laid
     * @throws io.holcstore.error.ChunkFormatException when a value has no place on the grid, or two rows differ; the series before it are laid
     * @throws SchemaMismatchException when any setting but the zone data differs, or nothing is recorded
     */
    public long rezone() {
        return rezoning.getAsLong();
    }

    /**
     * As {@link #requireWritable}, whatever zone data is recorded.
     *
     * @throws SchemaMismatchException when anything else differs, or nothing is recorded
     */
    public static void requireRezonable(TableSpec spec, Connection connection) throws SQLException {
        requireRecorded(spec, connection, ZoneData.DAY_STARTS);
    }

    /** Records where days start, once they are laid there. */
    public void recordDayStarts() {
        session.write("recording the zone data of " + spec.name(), connection -> {
            requireRezonable(spec, connection);
            if (spec.layout().isOwn()) {
                recordSettings(connection);
            }
            return true;
        });
    }

    /** Records the settings of this definition in place of those that are there. */
    private void recordSettings(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + spec.settingsTable() + " SET \"settings\" = ? WHERE \"name\" = ?")) {
            statement.setString(1, spec.settingsText());
            statement.setString(2, spec.table());
            RowCounts.requireOne(spec.name() + " in " + TableSpec.SETTINGS_TABLE, statement.executeUpdate());
        }
    }

    /**
     * Compares the tables that statements find with the definition.
     *
     * @throws SchemaMismatchException naming every difference: what the table says, what the definition says
     */
    public void verify() {
        List<String> differences = differences();
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), differences);
        }
    }

    private List<String> differences() {
        try {
            return session.read(
                    "verifying " + spec.name(),
                    connection -> new SchemaComparison(spec, Dialect.of(connection), connection).differences());
        } catch (StoreSqlException e) {
            if (NO_SCHEMA.equals(e.sqlState())) {
                throw new SchemaMismatchException(spec.name(), List.of(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }
}
