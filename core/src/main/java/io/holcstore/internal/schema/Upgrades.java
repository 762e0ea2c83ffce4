package io.holcstore.internal.schema;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Spreader;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.Dialects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that upgrade the tables of a store.
 *
 * @param steps the first one starts from version {@code version - steps.size()}, the last one ends at {@code version}
 * @param version the version of the tables after all steps
 */
record Upgrades(int version, List<Step> steps) {
    /**
     * All steps that this build knows. A build that changes the tables increases {@link Ddl#SETTINGS_VERSION} and adds
     * a step at the end.
     */
    static final Upgrades KNOWN = new Upgrades(
            Ddl.SETTINGS_VERSION,
            List.of(
                    ofLayout(1, "The head of each series of chunks has the times of its first and its last value."),
                    ofLayout(2, "The feed of each replicated store has the place up to which tombstones were purged."),
                    ofLayout(3, "Blobs may have version 2, which earlier builds of the library do not read.")));

    /** Returns a step whose statements come from the layout of the tables. */
    private static Step ofLayout(int from, String what) {
        return new Step(what, (connection, placed, dialect) -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : placed.layout().upgrade(from, placed, dialect)) {
                    statement.execute(dialect.text(sql));
                }
            }
        });
    }

    /**
     * One step.
     *
     * @param what one sentence for the caller of {@code upgrade()} about what it does
     * @param work runs statements that can run again after their work is done: a database that commits each DDL
     *      statement may leave a step half done
     */
    record Step(String what, Work work) {}

    /** Changes the tables of a store in their schema. */
    @FunctionalInterface
    interface Work {
        void run(Connection connection, TableSpec placed, SqlDialect dialect) throws SQLException;
    }

    Upgrades {
        steps = List.copyOf(steps);
    }

    /** Runs the necessary steps, each in its own transaction, and returns their descriptions. */
    List<String> run(TableSpec spec, Session session) {
        Verb verb = Verb.of("upgrade", spec.name(), () -> "upgrading the tables of " + spec.name());
        return session.whole(verb, parts -> run(spec, verb, parts));
    }

    private List<String> run(TableSpec spec, Verb verb, Session parts) {
        List<String> done = new ArrayList<>();
        List<String> next;
        do {
            next = parts.write(verb.part(verb::toString), connection -> next(spec, connection));
            next.stream().filter(what -> !what.isEmpty()).forEach(done::add);
        } while (!next.isEmpty());
        return List.copyOf(done);
    }

    /**
     * Runs the next step. The list contains its description, or an empty text when another session was faster. The list
     * is empty when no step is necessary.
     */
    private List<String> next(TableSpec spec, Connection connection) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        dialect.lockSchema(connection);
        StoreTables tables = StoreTables.find(spec, dialect, connection);
        List<String> problems = new ArrayList<>(tables.problems());
        if (problems.isEmpty() && tables.get(TableSpec.SETTINGS_TABLE) == null) {
            problems.add(SchemaComparison.missing(spec, dialect, TableSpec.SETTINGS_TABLE));
        }
        require(spec, problems);
        Recorded recorded = Recorded.locked(spec, connection, dialect);
        if (recorded == null) {
            throw new SchemaMismatchException(spec.name(), List.of(Recorded.MISSING));
        }
        requireVersionOnServers(spec, connection, dialect);
        int from = recorded.version();
        int first = version - steps.size();
        if (from == version) {
            return List.of();
        }
        if (from > version || from < first) {
            throw new SchemaMismatchException(spec.name(), List.of(unknown(recorded)));
        }
        spec.requireOneServer(dialect, "an upgrade");
        Step step = steps.get(from - first);
        step.work.run(connection, tables.placed(), dialect);
        return List.of(record(spec, connection, from) ? step.what : "");
    }

    /** A spreader tells the version of any one server. */
    private void requireVersionOnServers(TableSpec spec, Connection connection, SqlDialect dialect)
            throws SQLException {
        Spreader spreader = dialect.spreader();
        if (spreader == null) {
            return;
        }
        for (Connection server : spreader.servers(connection).values()) {
            Recorded there = Recorded.of(spec, server, Dialects.of(server));
            if (there == null || there.version() != version) {
                spec.requireOneServer(dialect, "an upgrade");
            }
        }
    }

    private String unknown(Recorded recorded) {
        return recorded.version() > version
                ? recorded.versionProblem(version)
                : "the tables have version " + recorded.version()
                        + ", but this build of the library upgrades from version " + (version - steps.size())
                        + " on; first upgrade with an earlier version of the library";
    }

    private static void require(TableSpec spec, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new SchemaMismatchException(spec.name(), problems);
        }
    }

    /** Returns false when another session has recorded it already. */
    private static boolean record(TableSpec spec, Connection connection, int from) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        try (PreparedStatement statement = dialect.prepare(
                connection,
                "UPDATE " + spec.settingsTable() + " SET \"version\" = ? WHERE \"name\" = ? AND \"version\" = ?")) {
            statement.setInt(1, from + 1);
            statement.setString(2, spec.table());
            statement.setInt(3, from);
            return statement.executeUpdate() == 1;
        }
    }
}
