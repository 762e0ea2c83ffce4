package io.holcstore.internal.explorer;

import io.holcstore.aggregate.Buckets;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Returns the values of some series, or the buckets in which they are drawn. */
final class ValuesEndpoint implements DataEndpoint.Answering {
    static final int MOST_SERIES = 20;

    private static final String BUCKETS = "buckets";
    private static final String VERSION = "version";
    private static final String AS_OF = "asOf";

    @Override
    public List<String> parameters() {
        return List.of(Query.SERIES, Query.FROM, Query.TO, BUCKETS, VERSION, AS_OF, Query.FORMAT);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        int most = query.number(BUCKETS, 2000, 100, 5000);
        boolean csv = query.csv();
        TimeRange asked = query.range();
        List<Curve> curves = new ArrayList<>();
        Optional<TimeRange> stored = Optional.empty();
        for (SeriesKey key : query.series(MOST_SERIES)) {
            Curve curve = curve(published, key, asked, query);
            curves.add(curve);
            if (!asked.isBounded()) {
                stored = Extent.span(stored, curve.extent());
            }
        }
        Optional<TimeRange> bounded = Extent.bound(asked, stored);
        TimeRange range = bounded.orElse(TimeRange.ofEpochMillis(0, 0));
        boolean raw = curves.stream().allMatch(curve -> curve.hasAtMost(most, range));
        if (raw) {
            List<Series> values =
                    curves.stream().map(curve -> curve.values(range)).toList();
            return csv ? csv(curves, values) : json(published.zone(), bounded, curves, values);
        }
        Frequency bucket = Ladder.finest(published.step(), range, most);
        List<Buckets> buckets =
                curves.stream().map(curve -> curve.buckets(range, bucket)).toList();
        return csv ? csvOf(curves, buckets) : json(published.zone(), range, bucket, curves, buckets);
    }

    private static Curve curve(Published published, SeriesKey key, TimeRange asked, Query query)
            throws ProblemException {
        Optional<String> version = query.one(VERSION);
        Optional<String> asOf = query.one(AS_OF);
        if (version.isPresent() && asOf.isPresent()) {
            throw ProblemException.badRequest(VERSION + " and " + AS_OF + " do not go together; name one of them");
        }
        if (version.isPresent()) {
            int number = query.number(VERSION, 0, 0, Integer.MAX_VALUE);
            return held(published, key, asked, published.requireVersions().readVersion(key, number));
        }
        if (asOf.isPresent()) {
            Instant instant = new Times(published.zone()).parse(AS_OF, asOf.get());
            return held(published, key, asked, readAsOf(published, key, instant));
        }
        if (published.store() instanceof ChunkStore chunks) {
            return new Curve.Regular(chunks, key);
        }
        return held(published, key, asked, published.store().read(key, asked));
    }

    private static Optional<Series> readAsOf(Published published, SeriesKey key, Instant instant)
            throws ProblemException {
        try {
            return published.requireVersions().readAsOf(key, instant);
        } catch (HistoryDroppedException e) {
            throw new ProblemException(Problem.of(409, String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Curve held(Published published, SeriesKey key, TimeRange asked, Optional<Series> series) {
        return new Curve.Held(key, series.orElseGet(Series::empty).slice(asked), published.zone());
    }

    private static Reply json(ZoneId zone, Optional<TimeRange> range, List<Curve> curves, List<Series> values) {
        return Json.reply(json -> {
            Json.time(json, "from", range.map(TimeRange::start));
            Json.time(json, "to", range.map(TimeRange::end));
            json.writeBooleanProperty("raw", true);
            json.writeNullProperty("bucket");
            json.writeNullProperty("bucketMillis");
            ClockChanges.write(json, range.orElse(TimeRange.ofEpochMillis(0, 0)), zone);
            json.writeArrayPropertyStart("series");
            for (int i = 0; i < values.size(); i++) {
                json.writeStartObject();
                json.writeStringProperty("id", SeriesIds.of(curves.get(i).key()));
                Json.times(json, "t", values.get(i));
                Json.values(json, "v", values.get(i));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static Reply json(
            ZoneId zone, TimeRange range, Frequency bucket, List<Curve> curves, List<Buckets> buckets) {
        return Json.reply(json -> {
            json.writeNumberProperty("from", range.startMillis());
            json.writeNumberProperty("to", range.endMillis());
            json.writeBooleanProperty("raw", false);
            json.writeStringProperty("bucket", bucket.toString());
            if (bucket.isCalendar()) {
                json.writeNullProperty("bucketMillis");
            } else {
                json.writeNumberProperty("bucketMillis", bucket.millis());
            }
            ClockChanges.write(json, range, zone);
            json.writeArrayPropertyStart("series");
            for (int i = 0; i < buckets.size(); i++) {
                write(json, curves.get(i).key(), buckets.get(i));
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, SeriesKey key, Buckets buckets) {
        json.writeStartObject();
        json.writeStringProperty("id", SeriesIds.of(key));
        Json.times(json, "t", buckets.count());
        Json.values(json, "min", buckets.min());
        Json.values(json, "max", buckets.max());
        Json.values(json, "mean", buckets.mean());
        Json.counts(json, "count", buckets.values());
        json.writeEndObject();
    }

    private static Reply csv(List<Curve> curves, List<Series> values) {
        return Csv.reply(new String[] {"series", "time", "value"}, csv -> {
            for (int i = 0; i < values.size(); i++) {
                String id = SeriesIds.of(curves.get(i).key());
                values.get(i).forEach((time, value) -> csv.writeRecord(id, Csv.time(time), Csv.number(value)));
            }
        });
    }

    private static Reply csvOf(List<Curve> curves, List<Buckets> buckets) {
        return Csv.reply(new String[] {"series", "time", "min", "max", "mean", "count"}, csv -> {
            for (int i = 0; i < buckets.size(); i++) {
                String id = SeriesIds.of(curves.get(i).key());
                Buckets each = buckets.get(i);
                Series mean = each.mean();
                for (int at = 0; at < each.size(); at++) {
                    csv.writeRecord(
                            id,
                            Csv.time(each.count().epochMillisAt(at)),
                            Csv.number(each.min().valueAt(at)),
                            Csv.number(each.max().valueAt(at)),
                            Csv.number(mean.valueAt(at)),
                            Csv.count(each.values().valueAt(at)));
                }
            }
        });
    }
}
