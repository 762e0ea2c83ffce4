package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableLayout;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.AxisType;
import java.util.ArrayList;
import java.util.List;

/** The tables of chunks with one row each, and of the heads of the series. */
public class ChunkLayout extends TableLayout {
    @Override
    public List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect) {
        List<Column> columns = new ArrayList<>(Ddl.keyColumns(spec.axes(), dialect));
        String instant = dialect.instants().type();
        columns.add(Column.of("chunk_index", "integer"));
        columns.add(Column.of("start_ts", instant));
        columns.add(Column.of("dtype", "varchar(16)"));
        columns.add(new Column("updated_at", instant, false, dialect.now()));
        columns.add(new Column("is_deleted", dialect.columnType(AxisType.BOOLEAN), false, dialect.literal(false)));
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
        tables.add(new Ddl.Table(
                spec.table(), columns, Ddl.with(key, "chunk_index"), true, Replication.indexes(spec, dialect)));
        List<Column> heads = new ArrayList<>(Ddl.keyColumns(spec.axes(), dialect));
        heads.addAll(ChunkHeads.columns(dialect));
        tables.add(new Ddl.Table(spec.headTable(), heads, key, false));
        return tables;
    }

    @Override
    public List<String> before(TableSpec spec, SqlDialect dialect) {
        return spec.replicated() ? Replication.before(spec, dialect) : List.of();
    }

    @Override
    public List<String> after(TableSpec spec, SqlDialect dialect) {
        return spec.replicated() ? Replication.after(spec, dialect) : List.of();
    }

    @Override
    public List<String> additions(TableSpec spec, SqlDialect dialect) {
        return spec.replicated() ? Replication.additions(spec, dialect) : List.of();
    }

    @Override
    public List<String> upgrade(int from, TableSpec spec, SqlDialect dialect) {
        if (from == 2) {
            return additions(spec, dialect);
        }
        if (from != 1) {
            return List.of();
        }
        List<String> statements = new ArrayList<>(dialect.addIfMissing(spec.heads(), ChunkHeads.columns(dialect)));
        statements.add(ChunkHeads.update(spec, dialect, new KeyColumns(spec.axes(), dialect)));
        return statements;
    }

    /** Returns the statements on the chunks of a store with this layout. */
    public ChunkTable table(TableSpec spec, SqlDialect dialect) {
        return new ChunkTable(spec, dialect);
    }
}
