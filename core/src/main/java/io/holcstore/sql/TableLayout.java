package io.holcstore.sql;

import io.holcstore.key.Axis;
import io.holcstore.sql.Ddl.Column;
import java.util.ArrayList;
import java.util.List;

/** Which tables a kind of store has, beside the one in which all stores record their settings. */
public abstract class TableLayout {
    private TableLayout() {}

    /** Chunks, one row each, and the heads of the series. */
    public static TableLayout chunks() {
        return new TableLayout() {
            @Override
            List<Ddl.Table> tables(TableSpec spec, Dialect dialect) {
                List<Column> columns = new ArrayList<>(Ddl.keyColumns(spec.axes(), dialect));
                String instant = dialect.instantType();
                columns.add(Column.of("chunk_index", "integer"));
                columns.add(Column.of("start_ts", instant));
                columns.add(Column.of("dtype", "varchar(16)"));
                columns.add(new Column("updated_at", instant, false, "CURRENT_TIMESTAMP"));
                columns.add(new Column("is_deleted", "boolean", false, "FALSE"));
                columns.add(Column.of("value_count", "integer"));
                columns.add(new Column("first_ts", instant, true, ""));
                columns.add(new Column("last_ts", instant, true, ""));
                columns.add(new Column("value_sum", "double precision", true, ""));
                columns.add(new Column("value_min", "double precision", true, ""));
                columns.add(new Column("value_max", "double precision", true, ""));
                columns.add(Column.of("data", dialect.blobType(spec.maxBlobBytes())));
                List<String> key = Ddl.keyNames(spec.axes());
                List<Ddl.Table> tables = new ArrayList<>();
                if (spec.replicated()) {
                    columns.addAll(Replication.columns(spec, dialect));
                    tables.addAll(Replication.tables(dialect));
                }
                tables.add(new Ddl.Table(spec.table(), columns, with(key, "chunk_index"), true));
                tables.add(new Ddl.Table(spec.headTable(), Ddl.keyColumns(spec.axes(), dialect), key, false));
                return tables;
            }

            @Override
            List<String> before(TableSpec spec, Dialect dialect) {
                return spec.replicated() ? Replication.before(spec) : List.of();
            }

            @Override
            List<String> after(TableSpec spec, Dialect dialect) {
                return spec.replicated() ? Replication.after(spec, dialect) : List.of();
            }
        };
    }

    /** Whole series, one row each, and their heads. */
    public static TableLayout series() {
        return new TableLayout() {
            @Override
            List<Ddl.Table> tables(TableSpec spec, Dialect dialect) {
                List<Column> columns = new ArrayList<>(Ddl.keyColumns(spec.axes(), dialect));
                String instant = dialect.instantType();
                columns.add(new Column("created_at", instant, false, "CURRENT_TIMESTAMP"));
                columns.add(new Column("updated_at", instant, false, "CURRENT_TIMESTAMP"));
                columns.add(Column.of("dtype", "varchar(16)"));
                columns.add(Column.of("point_count", "integer"));
                columns.add(Column.of("value_count", "integer"));
                columns.add(Column.of("first_ts", instant));
                columns.add(Column.of("last_ts", instant));
                columns.add(Column.of("data", dialect.blobType(spec.maxBlobBytes())));
                List<String> key = Ddl.keyNames(spec.axes());
                return List.of(
                        new Ddl.Table(spec.table(), columns, key, true),
                        new Ddl.Table(spec.headTable(), Ddl.keyColumns(spec.axes(), dialect), key, false));
            }
        };
    }

    /**
     * Versions, one row each, those that no longer count, and the heads of the counters.
     *
     * @param counterAxes the axes by which versions are counted
     */
    public static TableLayout versions(List<Axis<?>> counterAxes) {
        return new TableLayout() {
            @Override
            List<Ddl.Table> tables(TableSpec spec, Dialect dialect) {
                String instant = dialect.instantType();
                List<Column> live = new ArrayList<>(Ddl.keyColumns(spec.axes(), dialect));
                live.add(Column.of("version_number", "integer"));
                live.add(Column.of("created_at", instant));
                live.add(Column.of("modified_at", instant));
                live.add(Column.of("dtype", "varchar(16)"));
                live.add(Column.of("point_count", "integer"));
                live.add(Column.of("data", dialect.blobType(spec.maxBlobBytes())));
                List<Column> history = new ArrayList<>(live);
                history.add(Column.of("superseded_at", instant));
                List<Column> heads = new ArrayList<>(Ddl.keyColumns(counterAxes, dialect));
                heads.add(new Column("next_number", "integer", false, "0"));
                heads.add(new Column("stamped_at", instant, true, ""));
                heads.add(new Column("history_since", instant, true, ""));
                List<String> version = with(Ddl.keyNames(spec.axes()), "version_number");
                return List.of(
                        new Ddl.Table(spec.table(), live, version, true),
                        new Ddl.Table(spec.historyTable(), history, with(version, "modified_at"), true),
                        new Ddl.Table(spec.headTable(), heads, Ddl.keyNames(counterAxes), false));
            }
        };
    }

    /**
     * The one table that the Python application makes for a model: chunks without what this library adds to them, and nothing beside it.
     * The columns of the key come last, in the order of the definition; the constraint has them in the order of their names.
     *
     * @param names what the application calls the table and what belongs to it
     */
    public static TableLayout reference(ReferenceNames names) {
        return new TableLayout() {
            @Override
            List<Ddl.Table> tables(TableSpec spec, Dialect dialect) {
                String instant = dialect.instantType();
                List<Column> columns = new ArrayList<>();
                columns.add(new Column("id", "bigint", false, Ddl.IDENTITY));
                columns.add(Column.of("chunk_index", "integer"));
                columns.add(Column.of("start_ts", instant));
                columns.add(Column.of("dtype", "varchar(16)"));
                columns.add(Column.of("updated_at", instant));
                columns.add(Column.of("is_deleted", "boolean"));
                columns.add(Column.of("data", dialect.blobType(spec.maxBlobBytes())));
                spec.axes().forEach(axis -> columns.add(Column.of(axis.name(), dialect.columnType(axis.type()))));
                List<String> chunk =
                        with(spec.axes().stream().map(Axis::name).sorted().toList(), "chunk_index");
                return List.of(new Ddl.Table(
                        spec.table(),
                        columns,
                        List.of("id"),
                        false,
                        List.of(
                                new Ddl.Index(names.unique(), chunk, true),
                                new Ddl.Index(names.axisIndex(), chunk, false),
                                new Ddl.Index(names.updatedIndex(), List.of("updated_at"), false))));
            }

            @Override
            public boolean isOwn() {
                return false;
            }

            @Override
            ChunkTable chunkTable(TableSpec spec, Dialect dialect) {
                return new ReferenceTable(spec, dialect);
            }
        };
    }

    private static List<String> with(List<String> key, String last) {
        List<String> all = new ArrayList<>(key);
        all.add(last);
        return all;
    }

    abstract List<Ddl.Table> tables(TableSpec spec, Dialect dialect);

    /** Whether the tables are this library's own, with the settings of the store recorded beside them. */
    public boolean isOwn() {
        return true;
    }

    /** The statements on the chunks of a store of this layout. */
    ChunkTable chunkTable(TableSpec spec, Dialect dialect) {
        return new ChunkTable(spec, dialect);
    }

    /** Statements that come before the tables. */
    List<String> before(TableSpec spec, Dialect dialect) {
        return List.of();
    }

    /** Statements that come after the tables. */
    List<String> after(TableSpec spec, Dialect dialect) {
        return List.of();
    }
}
