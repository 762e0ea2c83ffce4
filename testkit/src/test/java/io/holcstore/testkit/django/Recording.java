package io.holcstore.testkit.django;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.OnDjangoTable;
import io.holcstore.time.ChunkBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the Python application wrote and answered, in a folder beside the repository; tests that need it skip where it
 * is absent.
 */
final class Recording {
    private static final List<Path> PLACES = List.of(Path.of("../../shared/interop"), Path.of("../shared/interop"));

    /** The classes of the recorded models, by the beginning of their tables' names. */
    private static final Map<String, String> MODELS = Map.of(
            "labapp_ymmanykeysverylongmodelnamefortablenametruncati_b21f5fff",
            "YmManyKeysVeryLongModelNameForTableNameTruncation");

    private Recording() {}

    static JsonNode read(String file) {
        Path path = PLACES.stream()
                .map(place -> place.resolve(file))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(null);
        assumeTrue(path != null, () -> "skipped: no recording " + file + " in any of " + PLACES);
        return JsonMapper.shared().readTree(path);
    }

    /** The definition of a recorded store, on its own table. */
    static StoreBuilder define(JsonNode store) {
        String table = store.get("table").asString();
        int end = table.indexOf("__");
        String model = end < 0 ? MODELS.getOrDefault(table, table) : table.substring("labapp_".length(), end);
        StoreBuilder definition = OnDjangoTable.of(withSettings(store), "labapp", model);
        return store.get("sync").asBoolean() ? definition.replicated() : definition;
    }

    /** The definition of a recorded store without its table. */
    static StoreBuilder withSettings(JsonNode store) {
        StoreBuilder definition = settings(store);
        axes(store).forEach(definition::axis);
        return definition;
    }

    /** Chunks, step and zone of a recorded store. */
    static StoreBuilder settings(JsonNode store) {
        return Store.define()
                .chunkBy(store.get("chunk_axis").size() == 2 ? ChunkBy.YEAR_MONTH : ChunkBy.YEAR)
                .freq(store.get("freq").asString().toLowerCase(Locale.ROOT))
                .tz(store.get("tz").asString());
    }

    static List<Axis<?>> axes(JsonNode store) {
        List<Axis<?>> axes = new ArrayList<>();
        for (JsonNode field : store.get("axes")) {
            String name = field.get("name").asString();
            axes.add(Axis.of(name, type(field)));
        }
        return axes;
    }

    private static AxisType<?> type(JsonNode field) {
        return switch (field.get("type").asString()) {
            case "CharField" -> AxisType.VARCHAR(field.get("max_length").asInt());
            case "IntegerField" -> AxisType.INT;
            case "BigIntegerField" -> AxisType.BIGINT;
            case "BooleanField" -> AxisType.BOOLEAN;
            case "DateField" -> AxisType.DATE;
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    /** The key of recorded attributes, or null when one of them is NULL. */
    static @Nullable SeriesKey key(JsonNode store, JsonNode attrs) {
        List<Object> values = new ArrayList<>();
        for (Axis<?> axis : axes(store)) {
            Object value = value(axis, attrs.get(axis.name()));
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return withSettings(store).build().key(values.toArray());
    }

    static @Nullable Object value(Axis<?> axis, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        // Days are texts in JSON.
        return value.isString()
                ? axis.parse(value.asString()).value()
                : value.isBoolean() ? value.asBoolean() : value.asLong();
    }

    /** Inserts recorded rows as they are. */
    static void insert(DataSource dataSource, JsonNode store, Iterable<JsonNode> rows) throws SQLException {
        List<Axis<?>> axes = axes(store);
        StringBuilder columns = new StringBuilder();
        axes.forEach(axis -> columns.append('"').append(axis.name()).append("\", "));
        String sql = "INSERT INTO \"" + store.get("table").asString() + "\" (" + columns
                + "\"chunk_index\", \"start_ts\", \"dtype\", \"updated_at\", \"is_deleted\", \"data\") VALUES ("
                + "?, ".repeat(axes.size()) + "?, ?, ?, ?, ?, ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (JsonNode row : rows) {
                int at = 1;
                for (Axis<?> axis : axes) {
                    statement.setObject(at++, value(axis, row.get("attrs").get(axis.name())));
                }
                statement.setInt(at++, row.get("chunk_index").asInt());
                statement.setObject(
                        at++, OffsetDateTime.parse(row.get("start_ts").asString()));
                statement.setString(at++, row.get("dtype").asString());
                statement.setObject(
                        at++, OffsetDateTime.parse(row.get("updated_at").asString()));
                statement.setBoolean(at++, row.get("is_deleted").asBoolean());
                statement.setBytes(at, blob(row));
                statement.executeUpdate();
            }
        }
    }

    static byte[] blob(JsonNode row) {
        return Base64.getDecoder().decode(row.get("data_b64").asString());
    }

    /** A recorded series: times in the order recorded, NaN where there is no value. */
    static Series series(JsonNode recorded) {
        JsonNode values = recorded.get("values");
        long[] times = new long[values.size()];
        double[] doubles = new double[values.size()];
        int at = 0;
        for (JsonNode time : recorded.path("index_utc_epoch_ms")) {
            times[at++] = time.asLong();
        }
        for (JsonNode run : recorded.path("index_runs")) {
            for (int i = 0; i < run.get(2).asInt(); i++) {
                times[at++] = run.get(0).asLong() + i * run.get(1).asLong();
            }
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = number(values.get(i));
        }
        return Series.irregular(times, doubles);
    }

    private static double number(JsonNode value) {
        if (value.isNull()) {
            return Double.NaN;
        }
        return value.isBoolean() ? (value.asBoolean() ? 1 : 0) : Double.parseDouble(value.asString());
    }
}
