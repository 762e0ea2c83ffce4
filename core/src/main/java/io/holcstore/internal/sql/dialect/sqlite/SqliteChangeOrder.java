package io.holcstore.internal.sql.dialect.sqlite;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.SessionDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.common.CounterChangeOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The order of changes in SQLite, where only one session writes at a time. */
final class SqliteChangeOrder extends CounterChangeOrder {
    private static final String INSERTED = "_inserted";
    private static final String UPDATED = "_updated";

    SqliteChangeOrder() {
        super("bigint");
    }

    /** Returns the names of the triggers of a table. */
    static List<String> triggers(String table) {
        return List.of(TableSpec.suffixed(table, INSERTED), TableSpec.suffixed(table, UPDATED));
    }

    /** Statements within a trigger name tables without a schema. */
    @Override
    public List<String> after(TableSpec spec) {
        String table = TableSpec.quote(spec.table());
        String feed = TableSpec.quote(TableSpec.FEED_TABLE);
        String store = " WHERE \"name\" = " + Ddl.literal(spec.table());
        String row = Ddl.with(Ddl.keyNames(spec.axes()), "chunk_index").stream()
                .map(TableSpec::quote)
                .map(column -> column + " = NEW." + column)
                .collect(Collectors.joining(" AND "));
        String number = " BEGIN UPDATE " + feed + " SET \"last_change\" = \"last_change\" + 1" + store
                + "; UPDATE " + table + " SET \"change_seq\" = (SELECT \"last_change\" FROM " + feed + store
                + ") WHERE " + row + "; END";
        String unnumbered = " WHEN NEW.\"change_seq\" = " + UNNUMBERED;
        List<String> statements = new ArrayList<>();
        List<String> names = triggers(spec.table());
        statements.add(create(spec, names.get(0)) + "AFTER INSERT ON " + table + unnumbered + number);
        statements.add(create(spec, names.get(1)) + "AFTER UPDATE OF \"change_seq\" ON " + table + unnumbered + number);
        return statements;
    }

    private static String create(TableSpec spec, String trigger) {
        return "CREATE TRIGGER IF NOT EXISTS " + spec.qualified(trigger) + ' ';
    }

    /** Only finds the row, because the transaction is the only one that writes. */
    @Override
    public void takeTurn(Connection connection, TableSpec spec) throws SQLException {
        epoch(connection, SqliteDialect.INSTANCE, spec, UnaryOperator.identity());
    }

    /** SQLite has no property that a copy of its file does not also have. */
    @Override
    public String identity(TableSpec spec) {
        return "'sqlite'";
    }

    @Override
    public String standby() {
        return "FALSE";
    }

    /** A connection does not know whether others wait for the disk when they commit. */
    @Override
    public String unwritten() {
        return "TRUE";
    }

    /**
     * Commits a row with {@code synchronous=FULL}, which writes the whole log to the disk, whoever wrote it. In the
     * transaction of a caller, its own commit does so.
     */
    @Override
    public void write(Lease lease) throws SQLException {
        Connection connection = lease.connection();
        int synchronous = SqliteSession.synchronous(connection);
        if (!lease.isOwn()) {
            requireFull(synchronous);
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true); // the setting cannot be changed within a transaction
        }
        SessionDialect.Turn turn = SqliteSession.takeTurn(connection);
        try {
            SqliteSession.execute(connection, "PRAGMA synchronous = " + Math.max(synchronous, SqliteSession.FULL));
            SqliteSession.execute(connection, "UPDATE main.holcstore_feed SET last_change = last_change");
        } finally {
            turn.end();
            SqliteSession.execute(connection, "PRAGMA synchronous = " + synchronous);
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    private static void requireFull(int synchronous) throws SQLException {
        if (synchronous < SqliteSession.FULL) {
            throw new SQLException("the changes may include some that a crash of the machine could take back, because"
                    + " the connection has not synchronous=FULL; read them without on(connection), or set it in the URL"
                    + " of all connections to the file");
        }
    }
}
