package io.holcstore.internal.explorer;

import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.store.Version;
import java.util.List;

/** Lists the versions of a series, the latest first. */
final class VersionsEndpoint implements DataEndpoint.Answering {
    @Override
    public List<String> parameters() {
        return List.of(Query.SERIES);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        List<Version> versions =
                published.requireVersions().versions(query.series(1).get(0));
        return Json.reply(json -> {
            json.writeArrayPropertyStart("versions");
            for (Version version : versions) {
                json.writeStartObject();
                json.writeNumberProperty("number", version.number());
                json.writeNumberProperty("createdAt", version.createdAt().toEpochMilli());
                json.writeNumberProperty("modifiedAt", version.modifiedAt().toEpochMilli());
                Json.time(json, "from", version.series().firstTimestamp());
                Json.time(json, "to", version.series().lastTimestamp());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
