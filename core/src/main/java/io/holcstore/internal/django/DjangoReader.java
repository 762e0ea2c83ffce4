package io.holcstore.internal.django;

import io.holcstore.internal.http.Quote;
import io.holcstore.internal.time.Micros;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads chunks of the Python application's protocol: in listings, in requests, and with their data. Their members are
 * at the top level, or below {@code attrs} and {@code meta}. Unknown members are skipped.
 */
public final class DjangoReader {
    private static final byte[] NO_DATA = {};

    private final byte[] text;
    private final JsonParser json;
    private final List<Axis<?>> axes;
    private final int maxChunks;

    private DjangoReader(byte[] text, List<Axis<?>> axes, int maxChunks) {
        this.text = text;
        this.json = DjangoJson.FACTORY.createParser(ObjectReadContext.empty(), text);
        this.axes = axes;
        this.maxChunks = maxChunks;
    }

    /** The text does not contain chunks in the expected form. */
    public static final class NoChunksException extends Exception {
        private static final long serialVersionUID = 1L;

        NoChunksException(String message) {
            super(message);
        }
    }

    /** A page of a listing. */
    record Listing(List<DjangoChunk> chunks, boolean more) {}

    /** The members of a chunk that have been read so far. */
    private static final class Draft {
        final Map<String, String> attributes = new HashMap<>();

        @Nullable
        String index;

        @Nullable
        String dtype;

        @Nullable
        String start;

        @Nullable
        String updatedAt;

        boolean deleted;
        byte[] data = NO_DATA;
    }

    private interface Reading<T> {
        T read(DjangoReader reader) throws NoChunksException;
    }

    private static <T> T read(byte[] text, List<Axis<?>> axes, int maxChunks, Reading<T> reading)
            throws NoChunksException {
        DjangoReader reader = new DjangoReader(text, axes, maxChunks);
        try {
            T result = reading.read(reader);
            if (reader.json.nextToken() != null) {
                throw new NoChunksException("the JSON is followed by more text");
            }
            return result;
        } catch (JacksonException e) {
            throw new NoChunksException(
                    "the text is not valid JSON: " + Quote.shown(String.valueOf(e.getOriginalMessage()), 200));
        }
    }

    /** Reads the chunks that a request asks for. Only key and index matter. */
    static List<DjangoChunk> named(byte[] text, List<Axis<?>> axes, int maxChunks) throws NoChunksException {
        return read(text, axes, maxChunks, reader -> reader.array(reader.json.nextToken(), reader::named));
    }

    /** Reads chunks with their data. */
    public static List<DjangoChunk> packed(byte[] text, List<Axis<?>> axes, int maxChunks) throws NoChunksException {
        return read(text, axes, maxChunks, reader -> reader.array(reader.json.nextToken(), reader::whole));
    }

    /** Reads a page of a listing. */
    static Listing listing(byte[] text, List<Axis<?>> axes, int maxChunks) throws NoChunksException {
        return read(text, axes, maxChunks, DjangoReader::listing);
    }

    private Listing listing() throws NoChunksException {
        require(json.nextToken() == JsonToken.START_OBJECT, "an object");
        List<DjangoChunk> chunks = null;
        boolean more = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "results" -> chunks = array(value, this::whole);
                case "next" -> more = value == JsonToken.VALUE_STRING;
                default -> json.skipChildren();
            }
        }
        if (chunks == null) {
            throw new NoChunksException("the listing has no results");
        }
        return new Listing(chunks, more);
    }

    private interface Finish {
        DjangoChunk of(Draft draft) throws NoChunksException;
    }

    private List<DjangoChunk> array(@Nullable JsonToken token, Finish finish) throws NoChunksException {
        require(token == JsonToken.START_ARRAY, "a list");
        List<DjangoChunk> chunks = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (chunks.size() == maxChunks) {
                throw new NoChunksException("there are more than " + maxChunks + " chunks");
            }
            Draft draft = new Draft();
            object(draft, "");
            chunks.add(finish.of(draft));
        }
        return chunks;
    }

    private void object(Draft draft, String within) throws NoChunksException {
        require(json.currentToken() == JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            member(draft, within, json.currentName(), json.nextToken());
        }
    }

    private void member(Draft draft, String within, String name, JsonToken value) throws NoChunksException {
        boolean attribute = within.equals("attrs");
        if (within.isEmpty() && (name.equals("attrs") || name.equals("meta"))) {
            object(draft, name);
        } else if (name.equals("chunk_index")) {
            draft.index = scalar(name, value);
        } else if (attribute) {
            draft.attributes.put(name, scalar(name, value));
        } else if (name.equals("dtype")) {
            draft.dtype = text(value);
        } else if (name.equals("start_ts")) {
            draft.start = text(value);
        } else if (name.equals("updated_at")) {
            draft.updatedAt = text(value);
        } else if (name.equals("is_deleted")) {
            draft.deleted = value == JsonToken.VALUE_TRUE;
        } else if (name.equals("blob") && value == JsonToken.VALUE_STRING) {
            draft.data = base64();
        } else {
            json.skipChildren();
        }
    }

    /** Decodes the blob from the input without a String in between, because blobs are most of the text. */
    private byte[] base64() {
        int from = (int) json.currentTokenLocation().getByteOffset() + 1;
        if (from > 0 && from < text.length && text[from - 1] == '"') {
            int to = from;
            while (to < text.length && text[to] != '"' && text[to] != '\\') {
                to++;
            }
            if (to < text.length && text[to] == '"') {
                try {
                    return Base64.getDecoder().decode(Arrays.copyOfRange(text, from, to));
                } catch (IllegalArgumentException e) {
                    return json.getBinaryValue(); // throws an exception that describes the error
                }
            }
        }
        return json.getBinaryValue();
    }

    private String scalar(String name, JsonToken value) throws NoChunksException {
        if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
            throw new NoChunksException("the value of " + Quote.of(name) + " is not a text, a number, true or false");
        }
        return json.getString();
    }

    private @Nullable String text(JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }

    private static void require(boolean found, String what) throws NoChunksException {
        if (!found) {
            throw new NoChunksException("expected " + what);
        }
    }

    private DjangoChunk named(Draft draft) throws NoChunksException {
        return new DjangoChunk(key(draft), index(draft), "", Instant.EPOCH, Instant.EPOCH, draft.deleted, NO_DATA);
    }

    private DjangoChunk whole(Draft draft) throws NoChunksException {
        if (draft.dtype == null) {
            throw new NoChunksException("a chunk has no dtype");
        }
        return new DjangoChunk(
                key(draft),
                index(draft),
                draft.dtype,
                time("start_ts", draft.start),
                time("updated_at", draft.updatedAt),
                draft.deleted,
                draft.data);
    }

    private SeriesKey key(Draft draft) throws NoChunksException {
        AxisValue<?>[] values = new AxisValue<?>[axes.size()];
        for (int i = 0; i < values.length; i++) {
            Axis<?> axis = axes.get(i);
            String text = draft.attributes.get(axis.name());
            if (text == null || draft.attributes.size() != axes.size()) {
                throw new NoChunksException("the attrs of a chunk are "
                        + axes.stream().map(Axis::name).toList() + "; got "
                        + Quote.shown(draft.attributes.keySet().toString(), 200));
            }
            try {
                values[i] = DjangoValues.parse(axis, text);
            } catch (IllegalArgumentException e) {
                throw new NoChunksException(String.valueOf(e.getMessage()));
            }
        }
        return SeriesKey.of(values);
    }

    private static int index(Draft draft) throws NoChunksException {
        try {
            return Integer.parseInt(String.valueOf(draft.index));
        } catch (NumberFormatException e) {
            throw new NoChunksException(
                    "the chunk_index is " + Quote.of(String.valueOf(draft.index)) + ", which is not a number");
        }
    }

    private static Instant time(String name, @Nullable String text) throws NoChunksException {
        try {
            Instant time = OffsetDateTime.parse(String.valueOf(text)).toInstant();
            if (Micros.isInRange(time)) {
                return time;
            }
        } catch (DateTimeException e) {
            // the exception below names the text
        }
        throw new NoChunksException(
                name + " is " + Quote.of(String.valueOf(text)) + ", which is not a time of the years 1 to 9999");
    }
}
