package io.holcstore.sql;

import io.holcstore.key.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The DDL of a store, the same for the same definition. Every statement can run again where its work is done already. */
public final class Ddl {
    private static final int SETTINGS_VERSION = 1;

    /** A column of a table as its definition has it. */
    record Column(String name, String type, boolean nullable, String defaultValue) {
        String text() {
            return TableSpec.quote(name)
                    + ' '
                    + type
                    + (nullable ? "" : " NOT NULL")
                    + (defaultValue.isEmpty() ? "" : " DEFAULT " + defaultValue);
        }

        static Column of(String name, String type) {
            return new Column(name, type, false, "");
        }
    }

    /**
     * A table as its definition has it.
     *
     * @param blobs whether its column {@code data} holds compressed blobs
     */
    record Table(String name, List<Column> columns, List<String> primaryKey, boolean blobs) {}

    private Ddl() {}

    /** One script of all statements, each ended by a semicolon, for tools that migrate databases. */
    public static String script(TableSpec spec, Dialect dialect) {
        return statements(spec, dialect).stream().map(s -> s + ";\n").collect(Collectors.joining("\n"));
    }

    static List<String> statements(TableSpec spec, Dialect dialect) {
        List<String> statements = new ArrayList<>();
        statements.add(create(spec, settingsTable(dialect)));
        statements.addAll(spec.layout().before(spec, dialect));
        for (Table table : spec.layout().tables(spec, dialect)) {
            statements.add(create(spec, table));
            statements.addAll(storageSettings(spec, table, dialect));
        }
        statements.addAll(spec.layout().after(spec, dialect));
        statements.add(insertOnce(
                spec,
                spec.settingsTable(),
                "\"settings\", \"version\"",
                literal(spec.settingsText()) + ", " + SETTINGS_VERSION));
        return statements;
    }

    /** The row of a store in a table of all stores, unless it is there. */
    static String insertOnce(TableSpec spec, String table, String columns, String values) {
        String name = literal(spec.table());
        return "INSERT INTO " + table + " (\"name\", " + columns + ") SELECT " + name + ", " + values
                + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE \"name\" = " + name + ')';
    }

    /** What follows the creation of a table. */
    static List<String> storageSettings(TableSpec spec, Table table, Dialect dialect) {
        return table.blobs() ? dialect.storageSettings(spec.qualified(table.name())) : List.of();
    }

    private static String create(TableSpec spec, Table table) {
        return "CREATE TABLE IF NOT EXISTS " + spec.qualified(table.name()) + " (\n  "
                + table.columns().stream().map(Column::text).collect(Collectors.joining(",\n  "))
                + ",\n  PRIMARY KEY ("
                + table.primaryKey().stream().map(TableSpec::quote).collect(Collectors.joining(", ")) + "))";
    }

    static Table settingsTable(Dialect dialect) {
        return new Table(
                TableSpec.SETTINGS_TABLE,
                List.of(
                        Column.of("name", "varchar(63)"),
                        Column.of("settings", dialect.textType()),
                        Column.of("version", "integer")),
                List.of("name"),
                false);
    }

    static List<Column> keyColumns(List<Axis<?>> axes, Dialect dialect) {
        return new KeyColumns(axes)
                .columns().stream()
                        .map(axis -> Column.of(axis.name(), dialect.columnType(axis.type())))
                        .toList();
    }

    static List<String> keyNames(List<Axis<?>> axes) {
        return new KeyColumns(axes).columns().stream().map(axis -> axis.name()).toList();
    }

    /** The columns of the library's own, which no axis may be called. */
    public static List<String> reservedColumns() {
        return List.of(
                "id",
                "series",
                "chunk_index",
                "start_ts",
                "dtype",
                "created_at",
                "updated_at",
                "is_deleted",
                "point_count",
                "value_count",
                "first_ts",
                "last_ts",
                "data",
                "version_number",
                "modified_at",
                "superseded_at",
                "next_number",
                "stamped_at",
                "history_since",
                "change_xid",
                "change_seq",
                "source_epoch",
                "source_mark");
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
