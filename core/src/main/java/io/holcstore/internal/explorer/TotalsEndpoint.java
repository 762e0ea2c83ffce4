package io.holcstore.internal.explorer;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreStatistics;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Returns the sums, means and extremes of days, months or years, of each series or across them. */
final class TotalsEndpoint implements DataEndpoint.Answering {
    private static final String BY = "by";
    private static final String ACROSS = "across";
    private static final int MOST_SERIES = 1000;
    private static final long MOST_BUCKETS = 200_000;

    /** The totals of a series; those across series have no id. */
    private record Totals(Optional<String> id, Buckets buckets) {}

    @Override
    public List<String> parameters() {
        return List.of(Query.SERIES, Query.FILTER, Query.FROM, Query.TO, BY, ACROSS, Query.FORMAT);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        Span by = Span.of(query.choice(BY, Span.DAY.toString(), Span.names()));
        boolean across = query.flag(ACROSS);
        boolean csv = query.csv();
        Selection selection = Selection.of(published, query, across ? Integer.MAX_VALUE : MOST_SERIES);
        Optional<TimeRange> range = range(published.store(), selection, query.range());
        List<Totals> totals = new ArrayList<>();
        if (range.isPresent()) {
            requireFew(by, range.get(), across ? 1 : selection.size(), published);
            if (across) {
                KeyFilter filter = selection.requireFilter();
                totals.add(new Totals(
                        Optional.empty(),
                        published
                                .store()
                                .aggregate(filter, range.get())
                                .across()
                                .by(by.bucket())));
            } else {
                for (SeriesKey key : selection.keys()) {
                    totals.add(new Totals(
                            Optional.of(SeriesIds.of(key)),
                            published.store().aggregate(key, range.get()).by(by.bucket())));
                }
            }
        }
        return csv ? csv(by, totals, published.zone()) : json(by, totals, published.zone());
    }

    private static Optional<TimeRange> range(ReadableStore store, Selection selection, TimeRange asked)
            throws ProblemException {
        if (asked.isBounded()) {
            return Optional.of(asked);
        }
        Optional<TimeRange> stored = Optional.empty();
        for (KeyFilter part : selection.parts()) {
            StoreStatistics all = store.statistics(part);
            stored = Extent.span(
                    stored,
                    all.first()
                            .map(first -> TimeRange.ofEpochMillis(
                                    first.toEpochMilli(),
                                    all.last().orElseThrow().toEpochMilli() + 1)));
        }
        return Extent.bound(asked, stored);
    }

    private static void requireFew(Span by, TimeRange range, int series, Published published) throws ProblemException {
        long days =
                (range.endMillis() - range.startMillis()) / Duration.ofDays(1).toMillis();
        long buckets = by.most(days) * series;
        if (buckets > MOST_BUCKETS) {
            throw ProblemException.badRequest("totals by " + by + " of " + series + " series of " + published.name()
                    + " over " + days + " days are about " + buckets + " numbers, of which at most " + MOST_BUCKETS
                    + " are returned; ask for fewer series, a shorter range, or longer buckets");
        }
    }

    private static Reply json(Span by, List<Totals> totals, ZoneId zone) {
        return Json.reply(json -> {
            json.writeStringProperty("by", by.toString());
            json.writeArrayPropertyStart("series");
            totals.forEach(each -> write(json, by, each, zone));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Span by, Totals totals, ZoneId zone) {
        Buckets buckets = totals.buckets;
        json.writeStartObject();
        Json.text(json, "id", totals.id.orElse(null));
        Json.times(json, "t", buckets.count());
        json.writeArrayPropertyStart("label");
        for (int i = 0; i < buckets.size(); i++) {
            json.writeString(by.label(buckets.count().epochMillisAt(i), zone));
        }
        json.writeEndArray();
        Json.values(json, "sum", buckets.sum());
        Json.values(json, "mean", buckets.mean());
        Json.values(json, "min", buckets.min());
        Json.values(json, "max", buckets.max());
        Json.counts(json, "count", buckets.values());
        json.writeEndObject();
    }

    private static Reply csv(Span by, List<Totals> totals, ZoneId zone) {
        return Csv.reply(new String[] {"series", by.toString(), "time", "sum", "mean", "min", "max", "count"}, csv -> {
            for (Totals each : totals) {
                Buckets buckets = each.buckets;
                for (int i = 0; i < buckets.size(); i++) {
                    long time = buckets.count().epochMillisAt(i);
                    csv.writeRecord(
                            each.id.orElse(""),
                            by.label(time, zone),
                            Csv.time(time),
                            Csv.number(buckets.sum().valueAt(i)),
                            Csv.number(
                                    buckets.sum().valueAt(i) / buckets.values().valueAt(i)),
                            Csv.number(buckets.min().valueAt(i)),
                            Csv.number(buckets.max().valueAt(i)),
                            Csv.count(buckets.values().valueAt(i)));
                }
            }
        });
    }
}
