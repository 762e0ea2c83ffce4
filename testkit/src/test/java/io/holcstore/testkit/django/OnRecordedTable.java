package io.holcstore.testkit.django;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A table as the Python application makes it, on the database under test. */
abstract class OnRecordedTable {
    @RegisterExtension
    final DatabaseExtension db;

    OnRecordedTable(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    /**
     * The recorded store on its table: made by the application's own statements where they are recorded and run, by the
     * definition elsewhere.
     */
    final ChunkStore open(JsonNode store) throws SQLException {
        StoreBuilder definition = Recording.define(store);
        ChunkStore opened = definition.open(db.dataSource());
        assertThat(opened.definition().name()).isEqualTo(store.get("table").asString());
        List<String> statements = db.facts().runsDdlOfTheReference()
                ? recordedStatements(opened.definition().name())
                : List.of();
        statements.forEach(this::execute);
        if (statements.isEmpty()) {
            opened.schema().createIfMissing();
            for (JsonNode axis : store.get("axes")) {
                if (axis.get("null").asBoolean()) {
                    execute("ALTER TABLE \"" + opened.definition().name() + "\" ALTER COLUMN \""
                            + axis.get("name").asString() + "\" DROP NOT NULL");
                }
            }
        }
        opened.schema().verify();
        return opened;
    }

    private static List<String> recordedStatements(String table) {
        for (JsonNode model : Recording.read("ddl.json").get("models")) {
            if (model.get("store").get("table").asString().equals(table)) {
                return model.get("create_model")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
            }
        }
        return List.of();
    }

    final void execute(String sql) {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The values bit for bit at their times, from the first to the last; between them, grid points without a value. */
    static void assertSame(String what, Series actual, Series recorded) {
        Series values = recorded.dropNaN();
        assertThat(actual.dropNaN()).as(what).isEqualToBitwise(values);
        assertThat(actual).as(what).startsAt(values.firstTimestamp().orElseThrow());
        assertThat(actual).as(what).endsAt(values.lastTimestamp().orElseThrow());
    }
}
