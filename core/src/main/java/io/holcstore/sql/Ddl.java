package io.holcstore.sql;

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

        private static Column of(String name, String type) {
            return new Column(name, type, false, "");
        }
    }

    private Ddl() {}

    /** One script of all statements, each ended by a semicolon, for tools that migrate databases. */
    public static String script(TableSpec spec, Dialect dialect) {
        return statements(spec, dialect).stream().map(s -> s + ";\n").collect(Collectors.joining("\n"));
    }

    static List<String> statements(TableSpec spec, Dialect dialect) {
        List<String> statements = new ArrayList<>();
        statements.add(table(spec.settingsTable(), settingsColumns(dialect), "\"name\""));
        String key = new KeyColumns(spec.axes()).names();
        statements.add(table(spec.chunks(), chunkColumns(spec, dialect), key + ", \"chunk_index\""));
        statements.addAll(dialect.storageSettings(spec));
        statements.add(table(spec.heads(), keyColumns(spec, dialect), key));
        String name = literal(spec.table());
        statements.add(
                "INSERT INTO " + spec.settingsTable() + " (\"name\", \"settings\", \"version\") SELECT " + name + ", "
                        + literal(spec.settingsText()) + ", " + SETTINGS_VERSION + " WHERE NOT EXISTS (SELECT 1 FROM "
                        + spec.settingsTable() + " WHERE \"name\" = " + name + ')');
        return statements;
    }

    private static String table(String name, List<Column> columns, String primaryKey) {
        return "CREATE TABLE IF NOT EXISTS " + name + " (\n  "
                + columns.stream().map(Column::text).collect(Collectors.joining(",\n  ")) + ",\n  PRIMARY KEY ("
                + primaryKey + "))";
    }

    static List<Column> settingsColumns(Dialect dialect) {
        return List.of(
                Column.of("name", "varchar(63)"),
                Column.of("settings", dialect.textType()),
                Column.of("version", "integer"));
    }

    static List<Column> keyColumns(TableSpec spec, Dialect dialect) {
        return new KeyColumns(spec.axes())
                .columns().stream()
                        .map(axis -> Column.of(axis.name(), dialect.columnType(axis.type())))
                        .toList();
    }

    static List<Column> chunkColumns(TableSpec spec, Dialect dialect) {
        List<Column> columns = new ArrayList<>(keyColumns(spec, dialect));
        String instant = dialect.instantType();
        columns.add(Column.of("chunk_index", "integer"));
        columns.add(Column.of("start_ts", instant));
        columns.add(Column.of("dtype", "varchar(16)"));
        columns.add(new Column("updated_at", instant, false, "CURRENT_TIMESTAMP"));
        columns.add(new Column("is_deleted", "boolean", false, "FALSE"));
        columns.add(Column.of("value_count", "integer"));
        columns.add(new Column("first_ts", instant, true, ""));
        columns.add(new Column("last_ts", instant, true, ""));
        columns.add(Column.of("data", dialect.blobType(spec.maxBlobBytes())));
        return columns;
    }

    /** The columns of the library's own, which no axis may be called. */
    public static List<String> reservedColumns() {
        return List.of(
                "id",
                "series",
                "chunk_index",
                "start_ts",
                "dtype",
                "updated_at",
                "is_deleted",
                "value_count",
                "first_ts",
                "last_ts",
                "data",
                "change_xid",
                "change_seq");
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
