package io.holcstore.internal.explorer;

import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.StoreStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Lists the series of a store in pages, with the times of their first and last values. */
final class SeriesEndpoint implements DataEndpoint.Answering {
    private static final String SEARCH = "search";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    /** How many keys a search reads at once. */
    private static final int SCANNED = 1000;

    /** The first keys after a place that match, and whether there are more. */
    private record Page(List<SeriesKey> keys, boolean more) {}

    /** A line of the list. */
    private record Line(SeriesKey key, Optional<Instant> first, Optional<Instant> last) {}

    @Override
    public List<String> parameters() {
        return List.of(Query.FILTER, SEARCH, AFTER, LIMIT, Query.FORMAT);
    }

    @Override
    public Reply answer(Published published, Query query) throws ProblemException {
        KeyFilter filter = query.filter();
        int limit = query.number(LIMIT, 100, 1, SCANNED);
        boolean csv = query.csv();
        Page page = page(published, filter, query.key(AFTER), limit, query.one(SEARCH));
        List<Line> lines = page.keys.stream().map(key -> line(published, key)).toList();
        Optional<String> next = page.more ? Optional.of(SeriesIds.of(page.keys.get(limit - 1))) : Optional.empty();
        return csv ? csv(published, lines) : json(lines, next, published.store().count(filter));
    }

    private static Page page(
            Published published, KeyFilter filter, Optional<SeriesKey> after, int limit, Optional<String> search) {
        Optional<String> wanted =
                search.map(text -> text.strip().toLowerCase(Locale.ROOT)).filter(text -> !text.isEmpty());
        int read = wanted.isPresent() ? SCANNED : limit + 1;
        Predicate<SeriesKey> matches = key -> wanted.isEmpty() || contains(key, wanted.get());
        List<SeriesKey> found = new ArrayList<>();
        Optional<SeriesKey> at = after;
        while (true) {
            List<SeriesKey> keys = published.store().keys(filter, at.orElse(null), read);
            for (SeriesKey key : keys) {
                if (matches.test(key)) {
                    if (found.size() == limit) {
                        return new Page(found, true);
                    }
                    found.add(key);
                }
            }
            if (keys.size() < read) {
                return new Page(found, false);
            }
            at = Optional.of(keys.get(read - 1));
        }
    }

    private static boolean contains(SeriesKey key, String text) {
        for (int i = 0; i < key.size(); i++) {
            if (key.value(i).toString().toLowerCase(Locale.ROOT).contains(text)) {
                return true;
            }
        }
        return false;
    }

    private static Line line(Published published, SeriesKey key) {
        StoreStatistics all = published.store().statistics(SeriesIds.only(key));
        return new Line(key, all.first(), all.last());
    }

    private static Reply json(List<Line> lines, Optional<String> next, long count) {
        return Json.reply(json -> {
            json.writeArrayPropertyStart("series");
            lines.forEach(line -> write(json, line));
            json.writeEndArray();
            Json.text(json, "next", next.orElse(null));
            json.writeNumberProperty("count", count);
        });
    }

    private static void write(JsonGenerator json, Line line) {
        json.writeStartObject();
        json.writeStringProperty("id", SeriesIds.of(line.key));
        json.writeObjectPropertyStart("key");
        for (int i = 0; i < line.key.size(); i++) {
            json.writeStringProperty(
                    line.key.at(i).axis().name(), line.key.value(i).toString());
        }
        json.writeEndObject();
        Json.time(json, "first", line.first);
        Json.time(json, "last", line.last);
        json.writeEndObject();
    }

    private static Reply csv(Published published, List<Line> lines) {
        String[] header = Stream.of(
                        Stream.of("id"), published.axes().stream().map(axis -> axis.name()), Stream.of("first", "last"))
                .flatMap(names -> names)
                .toArray(String[]::new);
        return Csv.reply(
                header,
                csv -> lines.forEach(line -> {
                    List<String> cells = new ArrayList<>(List.of(SeriesIds.of(line.key)));
                    for (int i = 0; i < line.key.size(); i++) {
                        cells.add(line.key.value(i).toString());
                    }
                    cells.add(line.first.map(Instant::toString).orElse(""));
                    cells.add(line.last.map(Instant::toString).orElse(""));
                    csv.writeRecord(cells);
                }));
    }
}
