package io.holcstore.internal.sql.version;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableLayout;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import java.util.ArrayList;
import java.util.List;

/** The tables of versions with one row each, of superseded versions, and of the heads of the counters. */
public final class VersionLayout extends TableLayout {
    private final List<Axis<?>> counterAxes;

    /**
     * Creates the layout of a store.
     *
     * @param counterAxes the axes by which versions are counted
     */
    public VersionLayout(List<Axis<?>> counterAxes) {
        this.counterAxes = counterAxes;
    }

    @Override
    public List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect) {
        String instant = dialect.instants().type();
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
        List<String> version = Ddl.with(Ddl.keyNames(spec.axes()), "version_number");
        return List.of(
                new Ddl.Table(spec.table(), live, version, true),
                new Ddl.Table(spec.historyTable(), history, Ddl.with(version, "modified_at"), true),
                new Ddl.Table(spec.headTable(), heads, Ddl.keyNames(counterAxes), false));
    }
}
