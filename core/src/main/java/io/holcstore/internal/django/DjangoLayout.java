package io.holcstore.internal.django;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkLayout;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of the only table that the Python application creates for a model: chunks without the columns and tables
 * that this library adds. The columns of the key come last, in the order of the definition. The constraint has them in
 * the order of their names.
 */
public final class DjangoLayout extends ChunkLayout {
    private final DjangoNames names;

    /**
     * Creates the layout for a model.
     *
     * @param names the names that the application gives to the table and its constraints and indexes
     */
    public DjangoLayout(DjangoNames names) {
        this.names = names;
    }

    @Override
    public List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect) {
        String instant = dialect.instants().type();
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
                Ddl.with(spec.axes().stream().map(Axis::name).sorted().toList(), "chunk_index");
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
    public ChunkTable table(TableSpec spec, SqlDialect dialect) {
        return new DjangoTable(spec, dialect);
    }

    @Override
    public List<String> before(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    @Override
    public List<String> after(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }
}
