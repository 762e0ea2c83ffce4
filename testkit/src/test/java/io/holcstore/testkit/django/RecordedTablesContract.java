package io.holcstore.testkit.django;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Tables filled with the rows that the Python application wrote give the series that it read back. */
abstract class RecordedTablesContract extends OnRecordedTable {
    RecordedTablesContract(TestDatabase database) {
        super(database);
    }

    @ParameterizedTest
    @CsvSource({
        "chunks-ym-15min-paris.json, 1",
        "chunks-ym-1d-paris.json, 1",
        "chunks-ym-1h-paris-dst.json, 3",
        "chunks-ym-1h-utc.json, 1",
        "chunks-ym-30min-gaps.json, 2",
        "chunks-ym-dtypes.json, 11",
        "chunks-ym-special.json, 4",
        "chunks-year-1d-paris.json, 1",
        "chunks-year-1h-paris.json, 1",
        "chunks-tombstone.json, 2",
    })
    void seriesAreReadAsRecorded(String file, int compared) throws SQLException {
        JsonNode recording = Recording.read(file);
        JsonNode store = recording.get("store");
        ChunkStore opened = open(store);
        Recording.insert(db.dataSource(), store, recording.get("rows"));

        int same = 0;
        for (JsonNode each : recorded(recording)) {
            SeriesKey key = Recording.key(store, each.get("attrs"));
            String what = file + " " + key;
            switch (each.get("attrs").path("kind").asString("")) {
                case "uint64" ->
                    assertThatThrownBy(() -> opened.read(key))
                            .isInstanceOf(ChunkFormatException.class)
                            .hasMessageContaining("9223372036854775973");
                case "offset7s" ->
                    assertThatThrownBy(() -> opened.read(key))
                            .isInstanceOf(ChunkFormatException.class)
                            .hasMessageContaining("shifted grid")
                            .hasMessageContaining("from 2023-12-31T23:00:00Z on but got some from 2023-12-31T23:00:07Z")
                            .hasMessageContaining("replace the series");
                default -> {
                    compare(what, opened, key, each.get("series"));
                    same++;
                }
            }
        }
        assertThat(same).isEqualTo(compared);
    }

    private static List<JsonNode> recorded(JsonNode recording) {
        List<JsonNode> all = new ArrayList<>();
        if (recording.has("series")) {
            all.add(recording);
        }
        recording.path("series_list").forEach(all::add);
        return all;
    }

    /** A series of NaN alone is none here. */
    private static void compare(String what, ChunkStore store, SeriesKey key, JsonNode series) {
        Optional<Series> read = store.read(key);
        Series expected = series.isNull() ? Series.empty() : Recording.series(series);
        KeyFilter only = KeyFilter.all();
        for (Axis<?> axis : store.definition().axes()) {
            only = only.and(axis.widen(key.get(axis)));
        }
        List<Series> streamed = new ArrayList<>();
        store.forEach(only, (k, s) -> streamed.add(s));
        if (expected.valueCount() == 0) {
            assertThat(read).as(what).isEmpty();
            assertThat(streamed).as(what).isEmpty();
            assertThat(store.lastTimestamp(only)).as(what).isEmpty();
            return;
        }
        assertSame(what, read.orElseThrow(), expected);
        assertThat(streamed).as(what).containsExactly(read.get());
        assertThat(store.firstTimestamp(only))
                .as(what)
                .isEqualTo(expected.dropNaN().firstTimestamp());
        assertThat(store.lastTimestamp(only))
                .as(what)
                .isEqualTo(expected.dropNaN().lastTimestamp());
        Instant end = expected.lastTimestamp().orElseThrow().plusMillis(1);
        TimeRange range = TimeRange.of(expected.firstTimestamp().orElseThrow(), end);
        Series dense = store.readDense(key, range);
        assertThat(dense.dropNaN()).as(what).isEqualToBitwise(expected.dropNaN());
        int missing = store.gaps(key, range).stream()
                .mapToInt(gap -> dense.slice(gap).size())
                .sum();
        assertThat(missing).as(what).isEqualTo(dense.size() - dense.valueCount());
    }

    @Test
    void windowsAreReadAsRecorded() throws SQLException {
        JsonNode recording = Recording.read("chunks-ym-1h-paris-dst.json");
        JsonNode store = recording.get("store");
        ChunkStore opened = open(store);
        Recording.insert(db.dataSource(), store, recording.get("rows"));

        int compared = 0;
        for (JsonNode window : recording.get("windows")) {
            SeriesKey key = Recording.key(store, window.get("attrs"));
            TimeRange range = TimeRange.all();
            if (!window.get("start").isNull()) {
                range = range.intersect(
                        TimeRange.since(Instant.parse(window.get("start").asString())));
            }
            if (!window.get("end").isNull()) { // their ends are included
                range = range.intersect(TimeRange.until(
                        Instant.parse(window.get("end").asString()).plusMillis(1)));
            }
            Optional<Series> read = opened.read(key, range);
            if (window.get("series").isNull()) {
                assertThat(read).as(window.toString()).isEmpty();
            } else {
                Series series = Recording.series(window.get("series"));
                assertSame(range.toString(), read.orElseThrow(), series);
                if (!window.get("start").isNull() && !window.get("end").isNull()) {
                    assertThat(opened.readDense(key, range)).isEqualToBitwise(series);
                }
            }
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }

    /** Keys have no NULL here: such rows are told of where they would be read, and left out by a filter on the axis. */
    @Test
    void rowsWhoseKeyHasANullAreTold() throws SQLException {
        JsonNode recording = Recording.read("chunks-many-keys.json");
        JsonNode store = recording.get("store");
        ChunkStore opened = open(store);
        Recording.insert(db.dataSource(), store, recording.get("rows"));

        for (KeyFilter filter :
                List.of(KeyFilter.all(), Axis.of("flag", AxisType.BOOLEAN).is(true))) {
            assertThatThrownBy(() -> opened.keys(filter))
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContaining("is NULL in a row")
                    .hasMessageContaining("labapp_ymmanykeys");
            assertThatThrownBy(() -> opened.forEach(filter, (key, series) -> {}))
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContaining("is NULL in a row");
        }
        KeyFilter complete = Axis.of("maybe", AxisType.VARCHAR(5))
                .between("", "zzzzz")
                .and(Axis.of("day", AxisType.DATE).is(java.time.LocalDate.of(2024, 2, 29)));
        assertThat(opened.keys(complete)).isEmpty();

        execute("UPDATE \"" + opened.definition().name() + "\" SET \"day\" = DATE '2024-02-29' WHERE \"day\" IS NULL");
        assertThat(opened.keys(complete)).hasSize(1);
        JsonNode second = recording.get("series_list").get(1);
        opened.forEach(complete, (key, series) -> {
            assertThat(key.value(4)).isEqualTo(second.get("attrs").get("zone").asString());
            assertSame("many keys", series, Recording.series(second.get("series")));
        });
    }
}
