package io.holcstore.internal.explorer;

import io.holcstore.internal.http.Parameters;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** The names of series in requests and answers: their values, each percent-encoded, with colons between them. */
final class SeriesIds {
    private SeriesIds() {}

    static String of(SeriesKey key) {
        StringJoiner id = new StringJoiner(":");
        for (int i = 0; i < key.size(); i++) {
            id.add(URLEncoder.encode(key.value(i).toString(), StandardCharsets.UTF_8));
        }
        return id.toString();
    }

    /** @throws ProblemException when the text does not name a value on each axis */
    static SeriesKey parse(String id, List<Axis<?>> axes) throws ProblemException {
        String[] parts = axes.isEmpty() && id.isEmpty() ? new String[0] : id.split(":", -1);
        if (parts.length != axes.size()) {
            throw ProblemException.badRequest("series " + Quote.of(id) + " has " + parts.length
                    + " values; the id of a series has a value for each of the axes "
                    + axes.stream().map(Axis::name).toList() + ", percent-encoded, with : between them");
        }
        AxisValue<?>[] values = new AxisValue<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                values[i] = axes.get(i).parse(Parameters.decode(parts[i]));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("series " + Quote.of(id) + ": " + e.getMessage());
            }
        }
        return SeriesKey.of(values);
    }

    /** Returns the filter that matches this key and no other. */
    static KeyFilter only(SeriesKey key) {
        KeyFilter filter = KeyFilter.all();
        for (int i = 0; i < key.size(); i++) {
            filter = filter.and(key.at(i));
        }
        return filter;
    }
}
