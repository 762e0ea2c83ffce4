package io.holcstore.internal.explorer;

import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The series that a request is about: those that it names, or those that match its filters. The caller may see all of
 * them.
 *
 * @param named the series that are named; empty when there is a filter
 * @param filter the filter that matches these series and no others of those that are stored, if there is one
 */
record Selection(Published published, List<SeriesKey> named, Optional<KeyFilter> filter) {
    /**
     * Returns the series of a request.
     *
     * @param most how many series a filter may match
     */
    static Selection of(Published published, Query query, int most) throws ProblemException {
        if (query.has(Query.SERIES)) {
            if (query.has(Query.FILTER)) {
                throw ProblemException.badRequest("series and filter do not go together; name series or filters");
            }
            List<SeriesKey> named = query.series(ValuesEndpoint.MOST_SERIES);
            return new Selection(published, named, exact(published, query, named));
        }
        KeyFilter filter = query.filter();
        if (most < Integer.MAX_VALUE) {
            long count = published.store().count(filter);
            if (count > most) {
                throw ProblemException.badRequest(count + " series of " + published.name()
                        + " match, of which each would have totals; at most " + most
                        + " are returned: add a filter, or across=true");
            }
        }
        return new Selection(published, List.of(), Optional.of(filter));
    }

    /** Returns the filter by the values of these series, unless it matches others, too. */
    private static Optional<KeyFilter> exact(Published published, Query query, List<SeriesKey> keys) {
        KeyFilter filter = KeyFilter.all();
        for (Axis<?> axis : published.axes()) {
            filter = filter.and(among(axis, keys));
        }
        KeyFilter found = query.allowed(filter);
        return published.store().count(found) == keys.size() ? Optional.of(found) : Optional.empty();
    }

    private static <T> KeyFilter among(Axis<T> axis, List<SeriesKey> keys) {
        Set<T> values = new LinkedHashSet<>();
        keys.forEach(key -> values.add(key.get(axis)));
        return axis.in(values);
    }

    List<SeriesKey> keys() {
        return named.isEmpty() ? filter.map(published.store()::keys).orElseThrow() : named;
    }

    int size() {
        return named.isEmpty() ? Math.toIntExact(published.store().count(filter.orElseThrow())) : named.size();
    }

    /** Returns filters that together match the series and no others. */
    List<KeyFilter> parts() {
        return filter.map(List::of)
                .orElseGet(() -> named.stream().map(SeriesIds::only).toList());
    }

    /** @throws ProblemException when no filter matches these series alone */
    KeyFilter requireFilter() throws ProblemException {
        return filter.orElseThrow(() -> new ProblemException(Problem.of(
                409,
                "other series of " + published.name()
                        + " have the same values on each axis as the named ones, so that no filter matches the named"
                        + " ones alone; name one series, or use filter")));
    }
}
