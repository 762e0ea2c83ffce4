package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.OnDjangoTable;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The table that a definition makes is the table that the Python application makes, and the other way round. */
final class DjangoDdlPostgresTest extends OnRecordedTable {
    DjangoDdlPostgresTest() {
        super(TestDatabase.postgresql());
    }

    /**
     * Columns in their order but for how id is numbered, which changed between versions of Django; constraints;
     * indexes.
     */
    private List<String> catalog(String table) throws SQLException {
        String name = "'\"" + table + "\"'::regclass";
        List<String> found = new ArrayList<>();
        found.addAll(query(
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END"
                        + " FROM pg_attribute WHERE attrelid = " + name + " AND attnum > 0 ORDER BY attnum"));
        found.addAll(query(
                "SELECT attname || ' default ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef d JOIN pg_attribute a"
                        + " ON attrelid = adrelid AND attnum = adnum WHERE adrelid = " + name
                        + " AND attname <> 'id'"));
        found.addAll(query(
                "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('p', 'u')"
                        + " AND conrelid = " + name + " ORDER BY 1"));
        found.addAll(
                query("SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = " + name + " ORDER BY 1"));
        found.addAll(query("SELECT attname || ' ' || attstorage::text FROM pg_attribute WHERE attrelid = " + name
                + " AND attname = 'data'"));
        return found;
    }

    private List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Test
    void everyRecordedModelHasTheSameTable() throws SQLException {
        int compared = 0;
        for (var entry : Recording.read("ddl.json").get("models").properties()) {
            JsonNode model = entry.getValue();
            ChunkStore store = declared(entry.getKey(), model).open(db.dataSource());
            String table = store.definition().name();
            assertThat(table).isEqualTo(model.get("store").get("table").asString());

            model.get("create_model").forEach(statement -> execute(statement.asString()));
            store.schema().verify();
            for (JsonNode axis : model.get("store").get("axes")) {
                if (axis.get("null").asBoolean()) { // an axis has a value for every series
                    execute("ALTER TABLE \"" + table + "\" ALTER \""
                            + axis.get("name").asString() + "\" SET NOT NULL");
                }
            }
            List<String> theirs = catalog(table);
            store.schema().createIfMissing();
            assertThat(catalog(table)).isEqualTo(theirs);
            execute("DROP TABLE \"" + table + '"');

            store.schema().createIfMissing();
            store.schema().verify();
            assertThat(catalog(table)).as(table).isEqualTo(theirs);
            assertThat(query("SELECT tablename FROM pg_tables WHERE schemaname = current_schema"))
                    .containsExactly(table);
            execute("DROP TABLE \"" + table + '"');
            compared++;
        }
        assertThat(compared).isEqualTo(7);
    }

    /** With the axes in the order in which the model declares them. */
    private static StoreBuilder declared(String name, JsonNode model) {
        JsonNode store = model.get("store");
        StoreBuilder definition = Recording.settings(store);
        for (JsonNode key : model.get("declared_keys_in_order")) {
            Recording.axes(store).stream()
                    .filter(axis -> axis.name().equals(key.asString()))
                    .forEach(definition::axis);
        }
        StoreBuilder django = OnDjangoTable.of(definition, "labapp", name);
        return store.get("sync").asBoolean() ? django.replicated() : django;
    }

    /** Newer versions of Django write the id in another way. */
    @Test
    void aTableThatAMigrationMadeIsOpened() {
        for (String id : new String[] {"bigserial NOT NULL", "bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY"}) {
            Recording.read("ddl.json").get("migration").get("sql").forEach(statement -> {
                String sql = statement.asString();
                if (!sql.equals("BEGIN;") && !sql.equals("COMMIT;")) {
                    execute(sql.replace("bigserial NOT NULL", id));
                }
            });
            StoreBuilder plain = OnDjangoTable.of(migrated(), "migapp", "MyStore");
            StoreBuilder sync = OnDjangoTable.of(migrated().replicated(), "migapp", "MySyncStore");
            for (StoreBuilder definition : List.of(plain, sync)) {
                ChunkStore store = definition.open(db.dataSource());
                store.schema().verify();
                execute("DROP TABLE \"" + store.definition().name() + '"');
            }
        }
    }

    private static StoreBuilder migrated() {
        return Store.define()
                .axis(Axis.of("version", AxisType.INT))
                .axis(Axis.of("kind", AxisType.VARCHAR(20)))
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris");
    }
}
