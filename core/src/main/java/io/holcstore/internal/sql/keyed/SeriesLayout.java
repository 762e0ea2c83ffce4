package io.holcstore.internal.sql.keyed;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableLayout;
import io.holcstore.internal.sql.TableSpec;
import java.util.ArrayList;
import java.util.List;

/** The tables of whole series with one row each, and of their heads. */
public final class SeriesLayout extends TableLayout {
    @Override
    public List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect) {
        List<Column> columns = new ArrayList<>(Ddl.keyColumns(spec.axes(), dialect));
        String instant = dialect.instants().type();
        columns.add(new Column("created_at", instant, false, dialect.now()));
        columns.add(new Column("updated_at", instant, false, dialect.now()));
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
}
