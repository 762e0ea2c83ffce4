package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.feed.FeedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The additional DDL of a replicated store; {@link FeedTable} explains its purpose. */
public final class Replication {
    /** The longest name of a subscription. */
    public static final int MAX_SUBSCRIPTION = 100;

    private Replication() {}

    /**
     * Returns the columns in the table of chunks for the mark of the latest change here and for the origin of the
     * state.
     */
    static List<Column> columns(TableSpec spec, SqlDialect dialect) {
        List<Column> columns = new ArrayList<>(dialect.changeOrder().columns(spec));
        columns.add(new Column("source_epoch", "bigint", true, ""));
        columns.add(new Column("source_mark", "bigint", true, ""));
        return columns;
    }

    /** Returns the columns about purges, which the table of feeds has since version 3. */
    private static List<Column> purges(SqlDialect dialect) {
        return List.of(
                new Column("purged_xid", "bigint", true, ""),
                new Column("purged_seq", "bigint", true, ""),
                new Column("purged_mark", "bigint", true, ""),
                new Column("purged_at", dialect.instants().type(), true, ""));
    }

    /** Returns the statements that add the columns of version 3 to a table that an earlier version may have made. */
    static List<String> additions(TableSpec spec, SqlDialect dialect) {
        return dialect.addIfMissing(spec.feedTable(), purges(dialect));
    }

    private static List<Column> feedColumns(SqlDialect dialect) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("name", "varchar(63)"),
                Column.of("epoch", "bigint"),
                Column.maybeEmpty("identity", "varchar(100)", dialect)));
        columns.addAll(purges(dialect));
        columns.addAll(dialect.changeOrder().feedColumns());
        return columns;
    }

    private static List<String> order(TableSpec spec, SqlDialect dialect) {
        return dialect.changeOrder().columns(spec).stream().map(Column::name).toList();
    }

    /** Returns the index that the table of chunks is created with. Most databases create it later. */
    static List<Ddl.Index> indexes(TableSpec spec, SqlDialect dialect) {
        return spec.replicated() && dialect.createsIndexesWithTables()
                ? List.of(new Ddl.Index(spec.changeIndex(), order(spec, dialect), false))
                : List.of();
    }

    /** Returns the tables that all replicated stores share. */
    static List<Ddl.Table> tables(SqlDialect dialect) {
        return List.of(
                new Ddl.Table(TableSpec.FEED_TABLE, feedColumns(dialect), List.of("name"), false),
                new Ddl.Table(
                        TableSpec.SUBSCRIPTION_TABLE,
                        List.of(
                                Column.of("name", "varchar(63)"),
                                Column.of("subscription", "varchar(" + MAX_SUBSCRIPTION + ')'),
                                Column.maybeEmpty("position", "varchar(100)", dialect),
                                Column.maybeEmpty("former_epochs", dialect.proseType(), dialect)),
                        List.of("name", "subscription"),
                        false));
    }

    static List<String> before(TableSpec spec, SqlDialect dialect) {
        return dialect.changeOrder().before(spec);
    }

    /** Does not insert an epoch, which is set when changes are read: a script must be the same every time. */
    static List<String> after(TableSpec spec, SqlDialect dialect) {
        List<String> after = new ArrayList<>(additions(spec, dialect));
        if (!dialect.createsIndexesWithTables()) {
            String columns = order(spec, dialect).stream().map(TableSpec::quote).collect(Collectors.joining(", "));
            after.add(Ddl.createIndex(dialect, spec.changeIndex(), spec.rows(), columns));
        }
        after.add(Ddl.insertOnce(spec, dialect, spec.feedTable(), "\"epoch\", \"identity\"", "0, ''"));
        after.addAll(dialect.changeOrder().after(spec));
        return after;
    }
}
