package io.holcstore.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Interop;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The chunks that the Python application wrote: number, start and count of values are the calendar's, but for its known
 * faults.
 */
class RecordedChunksTest {
    /** Rows the other system got wrong: file, the row's "kind", its chunk. */
    private static final Set<String> FAULTS = Set.of(
            // March ends on a clock-change day: the writer took an hour of April along, as a chunk of its own.
            "chunks-ym-15min-paris.json pv 24291",
            "chunks-ym-30min-gaps.json hole 24291",
            "updates-merge.json set-over-existing 24291",
            "updates-merge.json allnan-update 24291",
            "updates-merge.json replace-plain 24291",
            "updates-merge.json replace-reversed 24291",
            // Seconds on the first or last timestamp: a grid shifted by 7 seconds, and a chunk of one point.
            "chunks-ym-special.json offset7s 24288",
            "chunks-ym-special.json lasts7 24289",
            // Merged onto a grid shifted by seconds: each hour twice.
            "updates-merge.json grid-offset 24288 step 1");

    @ParameterizedTest
    @CsvSource({
        "chunks-many-keys.json, 2",
        "chunks-tombstone.json, 5",
        "chunks-year-1d-paris.json, 3",
        "chunks-year-1h-paris.json, 2",
        "chunks-ym-15min-paris.json, 1",
        "chunks-ym-1d-paris.json, 14",
        "chunks-ym-1h-paris-dst.json, 6",
        "chunks-ym-1h-utc.json, 2",
        "chunks-ym-30min-gaps.json, 6",
        "chunks-ym-dtypes.json, 12",
        "chunks-ym-special.json, 4",
    })
    void rowsLieOnTheCalendar(String file, int rows) {
        JsonNode recording = Interop.read(file);
        ChunkCalendar calendar = calendar(recording.get("store"));

        int checked = 0;
        for (JsonNode row : recording.get("rows")) {
            String kind = row.get("attrs").path("kind").asString("");
            if (!FAULTS.contains(
                    file + " " + kind + " " + row.get("chunk_index").asInt())) {
                check(calendar, row, file + " " + kind);
                checked++;
            }
        }
        assertThat(checked).as("rows of %s that are no fault", file).isEqualTo(rows);
    }

    @Test
    void rowsLeftByMergesLieOnTheCalendar() {
        String file = "updates-merge.json";
        int checked = 0;
        for (JsonNode merge : Interop.read(file).get("cases")) {
            ChunkCalendar calendar = calendar(merge.get("store"));
            String name = file + " " + merge.get("name").asString();
            JsonNode steps = merge.get("steps");
            for (int step = 0; step < steps.size(); step++) {
                for (JsonNode row : steps.get(step).get("rows")) {
                    String fault = name + " " + row.get("chunk_index").asInt();
                    if (!FAULTS.contains(fault) && !FAULTS.contains(fault + " step " + step)) {
                        check(calendar, row, name);
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static void check(ChunkCalendar calendar, JsonNode row, String name) {
        int chunk = row.get("chunk_index").asInt();
        long start = Instant.parse(row.get("start_ts").asString()).toEpochMilli();
        assertThat(calendar.startMillis(chunk))
                .as("%s: start of chunk %s", name, chunk)
                .isEqualTo(start);
        assertThat(calendar.chunkOf(start)).as("%s: chunk of %s", name, start).isEqualTo(chunk);
        if (!row.get("is_deleted").asBoolean()) {
            int values =
                    row.get("decoded_bytes").asInt() / width(row.get("dtype").asString());
            assertThat(calendar.slots(chunk))
                    .as("%s: values of chunk %s", name, chunk)
                    .isEqualTo(values);
        }
    }

    /** Bytes of a value, by the names numpy gives its types. */
    private static int width(String dtype) {
        return switch (dtype.toLowerCase(Locale.ROOT)) {
            case "bool", "uint8" -> 1;
            case "float16", "int16" -> 2;
            case "float32", "int32" -> 4;
            case "float64", ">f8", "int64", "uint64" -> 8;
            default -> throw new IllegalArgumentException(dtype);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "chunks-year-1d-paris.json",
        "chunks-year-1h-paris.json",
        "chunks-ym-1d-paris.json",
        "chunks-ym-1h-utc.json",
    })
    void timestampsOfASeriesReadBackAreTheGridOfItsChunks(String file) {
        JsonNode recording = Interop.read(file);
        ChunkCalendar calendar = calendar(recording.get("store"));
        long[] recorded = longs(recording.get("series").get("index_utc_epoch_ms"));
        int first = calendar.chunkOf(recorded[0]);
        int last = calendar.chunkOf(recorded[recorded.length - 1]);

        Window window = calendar.window(TimeRange.ofEpochMillis(calendar.startMillis(first), calendar.endMillis(last)));

        assertThat(window.epochMillis()).isEqualTo(recorded);
    }

    private static long[] longs(JsonNode array) {
        List<Long> result = new ArrayList<>();
        array.forEach(value -> result.add(value.asLong()));
        return result.stream().mapToLong(Long::longValue).toArray();
    }

    private static ChunkCalendar calendar(JsonNode store) {
        ChunkBy chunkBy = store.get("chunk_axis").size() == 2 ? ChunkBy.YEAR_MONTH : ChunkBy.YEAR;
        Frequency frequency = Frequency.parse(store.get("freq").asString().toLowerCase(Locale.ROOT));
        return ChunkCalendar.of(chunkBy, frequency, ZoneId.of(store.get("tz").asString()));
    }
}
