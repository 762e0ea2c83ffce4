package io.holcstore.internal.explorer;

import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.store.StoreStatistics;
import java.util.List;

/** Returns how much a store holds, and how small it is. */
final class StatisticsEndpoint implements DataEndpoint.Answering {
    /** The size of a time and a double. */
    private static final double PLAIN = 16;

    @Override
    public List<String> parameters() {
        return List.of(Query.FILTER);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        StoreStatistics all = published.store().statistics(query.filter());
        return Json.reply(json -> {
            json.writeNumberProperty("series", all.series());
            json.writeNumberProperty("rows", all.chunks());
            json.writeNumberProperty("values", all.values());
            json.writeNumberProperty("bytes", all.bytes());
            Json.number(json, "bytesPerValue", (double) all.bytes() / all.values());
            Json.number(json, "ratio", PLAIN * all.values() / all.bytes());
            Json.time(json, "first", all.first());
            Json.time(json, "last", all.last());
        });
    }
}
