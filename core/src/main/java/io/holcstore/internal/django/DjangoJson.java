package io.holcstore.internal.django;

import io.holcstore.internal.http.Reply;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the JSON of the Python application's protocol, with the members in the order in which the application writes
 * them.
 */
public final class DjangoJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private static final int TO_MINUTES = "2024-01-31T00:00".length();
    private static final int TO_MILLIS = "2024-01-31T00:00:00.000".length();

    private DjangoJson() {}

    interface Content {
        void write(JsonGenerator json);
    }

    static Reply reply(Content content) {
        return new Reply(
                200,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                true,
                out -> write(content, out));
    }

    /** Writes content. After a failure, the JSON lacks its end, so that a client does not mistake it for the whole. */
    static void write(Content content, OutputStream out) {
        JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
        content.write(json);
        json.flush();
    }

    /** Writes a page of a listing, with links to the next and the previous page where they exist. */
    static void write(JsonGenerator json, DjangoPage page, @Nullable String next, @Nullable String previous) {
        json.writeStartObject();
        json.writeNumberProperty("count", page.count());
        json.writeStringProperty("next", next);
        json.writeStringProperty("previous", previous);
        json.writeArrayPropertyStart("results");
        page.chunks().forEach(chunk -> writeListed(json, chunk));
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes a chunk without its data, as in listings and requests. */
    static void writeListed(JsonGenerator json, DjangoChunk chunk) {
        json.writeStartObject();
        json.writeObjectPropertyStart("attrs");
        writeKey(json, chunk.key());
        json.writeEndObject();
        json.writeNumberProperty("chunk_index", chunk.chunk());
        json.writeStringProperty("dtype", chunk.dtype());
        json.writeStringProperty("start_ts", time(chunk.start()));
        json.writeStringProperty("updated_at", time(chunk.updatedAt()));
        json.writeBooleanProperty("is_deleted", chunk.deleted());
        json.writeEndObject();
    }

    /** Writes a chunk with its data. */
    static void writePacked(JsonGenerator json, DjangoChunk chunk) {
        json.writeStartObject();
        json.writeName("blob");
        json.writeBinary(chunk.data());
        json.writeObjectPropertyStart("attrs");
        writeKey(json, chunk.key());
        json.writeNumberProperty("chunk_index", chunk.chunk());
        json.writeEndObject();
        json.writeObjectPropertyStart("meta");
        json.writeStringProperty("dtype", chunk.dtype());
        json.writeStringProperty("start_ts", time(chunk.start()));
        json.writeBooleanProperty("is_deleted", chunk.deleted());
        json.writeStringProperty("updated_at", time(chunk.updatedAt()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeKey(JsonGenerator json, SeriesKey key) {
        List<? extends AxisValue<?>> values = IntStream.range(0, key.size())
                .mapToObj(key::at)
                .sorted(Comparator.comparing(
                        (AxisValue<?> value) -> value.axis().name()))
                .toList();
        for (AxisValue<?> each : values) {
            Object value = each.value();
            json.writeName(each.axis().name());
            if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
                json.writeNumber(((Number) value).longValue());
            } else if (value instanceof Instant instant) {
                json.writeString(time(instant));
            } else {
                json.writeString(value.toString());
            }
        }
    }

    /** Formats a time in UTC, with either six digits of a second or none, as Python does. */
    public static String time(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        String text = utc.toString(); // omits seconds of 0, and thousandths where there are none
        return text + (text.length() == TO_MINUTES ? ":00Z" : text.length() == TO_MILLIS ? "000Z" : "Z");
    }
}
