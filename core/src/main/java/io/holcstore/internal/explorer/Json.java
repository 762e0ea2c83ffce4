package io.holcstore.internal.explorer;

import io.holcstore.internal.http.Reply;
import io.holcstore.series.Series;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes answers as JSON: times are milliseconds since 1970, and NaN is null. JSON has no word for infinity, but
 * numbers of any size: what is larger than every double is read as infinity.
 */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes the members of an object. */
    interface Content {
        void write(JsonGenerator json);
    }

    /** Returns an answer with one object, which is written before the answer begins. */
    static Reply reply(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
        json.writeStartObject();
        content.write(json);
        json.writeEndObject();
        json.close();
        return whole("application/json", bytes);
    }

    static Reply whole(String type, ByteArrayOutputStream bytes) {
        return new Reply(
                200,
                Map.of(
                        "Content-Type",
                        type,
                        "Content-Length",
                        Integer.toString(bytes.size()),
                        "Cache-Control",
                        "no-store"),
                false,
                bytes::writeTo);
    }

    static void time(JsonGenerator json, String name, Optional<Instant> time) {
        if (time.isPresent()) {
            json.writeNumberProperty(name, time.get().toEpochMilli());
        } else {
            json.writeNullProperty(name);
        }
    }

    static void text(JsonGenerator json, String name, @Nullable Object value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value.toString());
        }
    }

    static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        number(json, value);
    }

    private static void number(JsonGenerator json, double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value > 0 ? "1e999" : "-1e999");
        }
    }

    /** Writes the instants of a series. */
    static void times(JsonGenerator json, String name, Series series) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < series.size(); i++) {
            json.writeNumber(series.epochMillisAt(i));
        }
        json.writeEndArray();
    }

    static void values(JsonGenerator json, String name, Series series) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < series.size(); i++) {
            number(json, series.valueAt(i));
        }
        json.writeEndArray();
    }

    /** Writes whole numbers. */
    static void counts(JsonGenerator json, String name, Series series) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < series.size(); i++) {
            json.writeNumber((long) series.valueAt(i));
        }
        json.writeEndArray();
    }
}
