package io.holcstore.internal.sql.projection;

import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableLayout;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.AxisType;
import java.util.ArrayList;
import java.util.List;

/** The columns of the table of a projection, and of the table in which all projections are recorded. */
public final class ProjectionLayout extends TableLayout {
    private final ProjectionShape shape;

    public ProjectionLayout(ProjectionShape shape) {
        this.shape = shape;
    }

    ProjectionShape shape() {
        return shape;
    }

    @Override
    public List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect) {
        List<Column> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        if (!spec.axes().isEmpty()) {
            columns.addAll(Ddl.keyColumns(spec.axes(), dialect));
            key.addAll(Ddl.keyNames(spec.axes()));
        }
        columns.add(Column.of(ProjectionShape.START, dialect.instants().type()));
        columns.add(Column.of(ProjectionShape.DATE, dialect.columnType(AxisType.DATE)));
        columns.addAll(shape.columns());
        List<Ddl.Index> indexes = key.isEmpty()
                ? List.of()
                : List.of(new Ddl.Index(spec.startIndex(), List.of(ProjectionShape.START), false));
        return List.of(
                recordTable(dialect),
                new Ddl.Table(spec.table(), columns, Ddl.with(key, ProjectionShape.START), false, indexes));
    }

    private static Ddl.Table recordTable(SqlDialect dialect) {
        return new Ddl.Table(
                TableSpec.PROJECTION_TABLE,
                List.of(
                        Column.of("name", "varchar(63)"),
                        Column.of("definition", dialect.proseType()),
                        Column.maybeEmpty("position", "varchar(100)", dialect),
                        Column.of("is_shifted", dialect.columnType(AxisType.BOOLEAN))),
                List.of("name"),
                false);
    }

    /** The settings are in the row with the position, not among those of stores. */
    @Override
    public boolean isOwn() {
        return false;
    }

    @Override
    public List<String> after(TableSpec spec, SqlDialect dialect) {
        return List.of(Ddl.insertOnce(
                spec,
                dialect,
                spec.projectionTable(),
                "\"definition\", \"position\", \"is_shifted\"",
                Ddl.literal(spec.settingsText()) + ", '', " + dialect.literal(false)));
    }
}
