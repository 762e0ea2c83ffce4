package io.holcstore.internal.explorer;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Returns how many values each day of a regular series has and should have, and its gaps. */
final class GapsEndpoint implements DataEndpoint.Answering {
    private static final int MOST_GAPS = 1000;
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Frequency DAY = Frequency.parse("1d");

    @Override
    public List<String> parameters() {
        return List.of(Query.SERIES, Query.FROM, Query.TO);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        ChunkStore store = published.requireChunks();
        TimeRange asked = query.range();
        SeriesKey key = query.series(1).get(0);
        TimeRange range = Extent.bound(
                        asked, asked.isBounded() ? Optional.empty() : new Curve.Regular(store, key).extent())
                .orElse(TimeRange.ofEpochMillis(0, 0));
        if (range.endMillis() - range.startMillis() > LONGEST.toMillis()) {
            throw ProblemException.badRequest("the range is longer than 10 years; set from and to, of the time from "
                    + range.start() + " to " + range.end());
        }
        List<TimeRange> gaps = range.isEmpty() ? List.of() : store.gaps(key, range);
        Buckets days = store.aggregate(key, range).by(DAY);
        return Json.reply(json -> {
            json.writeNumberProperty("from", range.startMillis());
            json.writeNumberProperty("to", range.endMillis());
            json.writeArrayPropertyStart("days");
            for (int i = 0; i < days.size(); i++) {
                writeDay(json, days, i, range, store);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("gaps");
            gaps.stream().limit(MOST_GAPS).forEach(gap -> {
                json.writeStartObject();
                json.writeNumberProperty("from", gap.startMillis());
                json.writeNumberProperty("to", gap.endMillis());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeBooleanProperty("more", gaps.size() > MOST_GAPS);
        });
    }

    private static void writeDay(JsonGenerator json, Buckets days, int i, TimeRange range, ChunkStore store) {
        ZoneId zone = store.zone();
        LocalDate day =
                Instant.ofEpochMilli(days.count().epochMillisAt(i)).atZone(zone).toLocalDate();
        json.writeStartObject();
        json.writeStringProperty("day", day.toString());
        json.writeNumberProperty(
                "expected",
                expected(TimeRange.day(day, zone), range, store.definition().frequency()));
        json.writeNumberProperty("present", (long) days.values().valueAt(i));
        json.writeEndObject();
    }

    /** Returns how many points of the grid lie both in a day and in a range. */
    private static long expected(TimeRange day, TimeRange range, Frequency step) {
        if (step.isCalendar()) {
            return range.contains(day.startMillis()) ? 1 : 0;
        }
        TimeRange both = day.intersect(range);
        return points(day, both.endMillis(), step) - points(day, both.startMillis(), step);
    }

    /** Returns how many points of the grid of a day lie before an instant. */
    private static long points(TimeRange day, long epochMillis, Frequency step) {
        return (epochMillis - day.startMillis() + step.millis() - 1) / step.millis();
    }
}
