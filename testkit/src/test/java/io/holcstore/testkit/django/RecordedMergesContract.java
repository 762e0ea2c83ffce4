package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The recorded writes of the Python application, done again: each step begins with the rows that the application left
 * after the one before, is done by this library, and gives the series that the application read after it. Where it does
 * not, the application is at fault:
 *
 * <ul>
 *   <li>{@code replace-allnan}: a replace by nothing left the old series; here the series becomes what it is replaced
 *       by, nothing.
 *   <li>{@code replace-reversed}: times in descending order lost the whole series; here their order does not matter.
 *   <li>{@code grid-offset}: seconds on the first timestamp made one chunk of two grids; here such points are refused.
 *   <li>{@code set-over-existing}: refused by the database there, by the store here.
 * </ul>
 */
abstract class RecordedMergesContract extends OnRecordedTable {
    /** Cases whose last step leaves other rows here. */
    private static final Set<String> FAULTS = Set.of("replace-allnan", "replace-reversed", "grid-offset");

    RecordedMergesContract(TestDatabase database) {
        super(database);
    }

    @Test
    void everyStepGivesTheRecordedSeries() throws SQLException {
        int steps = 0;
        for (JsonNode merge : Recording.read("updates-merge.json").get("cases")) {
            JsonNode store = merge.get("store");
            ChunkStore opened = open(store);
            SeriesKey key = Recording.key(store, merge.get("attrs"));
            List<JsonNode> rows = List.of();
            for (JsonNode step : merge.get("steps")) {
                int rowsBefore = rows.size();
                String what = merge.get("name").asString() + " " + steps;
                execute("DELETE FROM \"" + opened.definition().name() + '"');
                Recording.insert(db.dataSource(), store, rows);
                run(merge.get("name").asString(), step, opened, key, rows.isEmpty());
                expect(what, merge.get("name").asString(), step, opened.read(key), rows.isEmpty());
                rows = step.get("rows").valueStream().toList();
                if (rowsBefore == 0 || !FAULTS.contains(merge.get("name").asString())) {
                    compareRows(what, opened, step);
                }
                steps++;
            }
            execute("DROP TABLE \"" + opened.definition().name() + '"');
        }
        assertThat(steps).isEqualTo(23);
    }

    private static void run(String name, JsonNode step, ChunkStore store, SeriesKey key, boolean first) {
        Series input = Recording.series(step.get("input"));
        if (name.equals("grid-offset") && !first) {
            assertThatThrownBy(() -> store.merge(key, input)).isInstanceOf(OffGridException.class);
            return;
        }
        switch (step.get("op").asString()) {
            case "set" -> {
                if (step.has("error")) {
                    assertThatThrownBy(() -> store.insert(key, input)).isInstanceOf(SeriesExistsException.class);
                } else {
                    store.insert(key, input);
                }
            }
            case "update" -> store.merge(key, input);
            case "replace" -> store.replace(key, input);
            default -> throw new AssertionError(step.get("op"));
        }
    }

    private static void expect(String what, String name, JsonNode step, Optional<Series> read, boolean first) {
        if (name.equals("replace-allnan") && !first) {
            assertThat(read).as(what).isEmpty();
        } else if (name.equals("replace-reversed") && !first) {
            assertSame(what, read.orElseThrow(), Recording.series(step.get("input")));
        } else if (name.equals("grid-offset") && !first) {
            assertThat(read.orElseThrow().valueCount()).as(what).isEqualTo(5);
        } else {
            assertSame(what, read.orElseThrow(), Recording.series(step.get("series")));
        }
    }

    /**
     * Where a row of ours stands for the same values as a recorded one, it is the same but for number type and
     * compression.
     */
    private void compareRows(String what, ChunkStore store, JsonNode step) throws SQLException {
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        String sql = "SELECT \"chunk_index\", \"start_ts\", \"dtype\", \"updated_at\", \"is_deleted\", \"data\" FROM \""
                + store.definition().name() + "\" ORDER BY \"chunk_index\"";
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet ours = statement.executeQuery(sql)) {
            while (ours.next()) {
                for (JsonNode row : step.get("rows")) {
                    int slots = row.get("decoded_bytes").asInt() / 8;
                    boolean same = row.get("chunk_index").asInt() == ours.getInt("chunk_index")
                            && !row.get("is_deleted").asBoolean()
                            && row.get("dtype").asString().equals("float64")
                            && slots >= 24 * 28
                            && slots <= 24 * 31 + 1;
                    if (same) {
                        assertThat(ours.getObject("start_ts", OffsetDateTime.class)
                                        .toInstant())
                                .as(what)
                                .isEqualTo(Instant.parse(row.get("start_ts").asString()));
                        assertThat(ours.getString("dtype")).as(what).isEqualTo("float64");
                        assertThat(ours.getBoolean("is_deleted")).as(what).isFalse();
                        assertThat(ours.getObject("updated_at", OffsetDateTime.class))
                                .as(what)
                                .isNotNull();
                        double[] mine = new double[slots];
                        double[] theirs = new double[slots];
                        codec.decode("float64", ours.getBytes("data"), slots, mine, 0);
                        codec.decode("float64", Recording.blob(row), slots, theirs, 0);
                        assertThat(mine).as(what).containsExactly(theirs);
                    }
                }
            }
        }
    }

    /** Read from the rows that the application left, without a write of ours. */
    @Test
    void rowsOfEveryStepAreRead() throws SQLException {
        List<String> unreadable = new ArrayList<>();
        for (JsonNode merge : Recording.read("updates-merge.json").get("cases")) {
            JsonNode store = merge.get("store");
            ChunkStore opened = open(store);
            SeriesKey key = Recording.key(store, merge.get("attrs"));
            for (JsonNode step : merge.get("steps")) {
                execute("DELETE FROM \"" + opened.definition().name() + '"');
                Recording.insert(db.dataSource(), store, step.get("rows"));
                if (step.get("series").isNull()) {
                    assertThat(opened.read(key)).isEmpty();
                    continue;
                }
                try {
                    assertSame(
                            merge.get("name").asString(),
                            opened.read(key).orElseThrow(),
                            Recording.series(step.get("series")));
                } catch (ChunkFormatException e) {
                    unreadable.add(merge.get("name").asString() + ": " + e.getMessage());
                }
            }
            execute("DROP TABLE \"" + opened.definition().name() + '"');
        }
        assertThat(unreadable)
                .singleElement()
                .asString()
                .contains("grid-offset")
                .contains("values of two grids");
    }
}
