package io.holcstore.internal.explorer;

import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Parameters;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Lists the stores that a caller may read. Thread-safe. */
record StoresEndpoint(List<Published> readable, int queryLength) implements Endpoint {
    @Override
    public Set<String> methods() {
        return DataEndpoint.reading();
    }

    @Override
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException {
        Parameters.of(request, Set.of(), queryLength);
        return Json.reply(json -> {
            json.writeArrayPropertyStart("stores");
            readable.forEach(each -> write(json, each));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Published each) {
        json.writeStartObject();
        json.writeStringProperty("name", each.name());
        json.writeStringProperty("kind", each.kind());
        json.writeArrayPropertyStart("axes");
        for (Axis<?> axis : each.axes()) {
            json.writeStartObject();
            json.writeStringProperty("name", axis.name());
            json.writeStringProperty("type", axis.type().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.text(json, "freq", each.step().orElse(null));
        // A browser does not know the zone "Z".
        Json.text(json, "zone", each.zone().equals(ZoneOffset.UTC) ? "UTC" : each.zone());
        Json.text(json, "chunkBy", each.chunks().map(StoresEndpoint::chunkBy).orElse(null));
        if (each.step().isPresent() && !each.step().get().isCalendar()) {
            json.writeNumberProperty("freqMillis", each.step().get().millis());
        } else {
            json.writeNullProperty("freqMillis");
        }
        json.writeBooleanProperty("replicated", each.isReplicated());
        json.writeEndObject();
    }

    private static String chunkBy(ChunkStore chunks) {
        return chunks.definition().chunkBy().name();
    }
}
