package io.holcstore.internal.explorer;

import io.holcstore.http.SyncLimits;
import io.holcstore.internal.http.FilterParameters;
import io.holcstore.internal.http.Parameters;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.http.Request;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parameters of a request about a store, of which the caller sees some series. */
final class Query {
    static final String SERIES = "series";
    static final String FILTER = "filter";
    static final String FROM = "from";
    static final String TO = "to";
    static final String FORMAT = "format";

    private static final String CSV = "csv";
    private static final String JSON = "json";

    private final Published published;
    private final Parameters parameters;
    private final KeyFilter allowed;
    private final SyncLimits limits;

    private Query(Published published, Parameters parameters, KeyFilter allowed, SyncLimits limits) {
        this.published = published;
        this.parameters = parameters;
        this.allowed = allowed;
        this.limits = limits;
    }

    static Query of(Request request, Set<String> known, Published published, KeyFilter allowed, SyncLimits limits)
            throws ProblemException, IOException {
        return new Query(published, Parameters.of(request, known, limits.queryLength()), allowed, limits);
    }

    Optional<String> one(String name) throws ProblemException {
        return parameters.one(name);
    }

    boolean has(String name) {
        return !parameters.all(name).isEmpty();
    }

    /** Returns the series that match the request, of those that the caller may see. */
    KeyFilter filter() throws ProblemException {
        return allowed.and(FilterParameters.read(parameters.all(FILTER), published.axes(), limits.filterValues()));
    }

    /** Returns what these series have in common with those that the caller may see. */
    KeyFilter allowed(KeyFilter filter) {
        return allowed.and(filter);
    }

    /**
     * Returns the named series, each once.
     *
     * @throws ProblemException when there are none or too many, or one is not stored or not for the caller, who does
     *     not learn which of the two it is
     */
    List<SeriesKey> series(int most) throws ProblemException {
        Set<SeriesKey> named = new LinkedHashSet<>();
        for (String id : parameters.all(SERIES)) {
            named.add(SeriesIds.parse(id, published.axes()));
        }
        if (named.isEmpty() || named.size() > most) {
            throw ProblemException.badRequest("the request names " + named.size() + " series of " + published.name()
                    + "; name 1" + (most == 1 ? "" : " to " + most) + " as series=id");
        }
        for (SeriesKey key : named) {
            if (!allowed.matches(key) || !published.store().exists(key)) {
                throw new ProblemException(Problem.of(
                        404,
                        published.name() + " has no series " + Quote.of(SeriesIds.of(key))
                                + " that this caller may see"));
            }
        }
        return List.copyOf(named);
    }

    /** Returns the key of an id, whether or not there is such a series. */
    Optional<SeriesKey> key(String name) throws ProblemException {
        Optional<String> id = one(name);
        return id.isEmpty() ? Optional.empty() : Optional.of(SeriesIds.parse(id.get(), published.axes()));
    }

    /** Returns the range of the request, which may be open at either end. */
    TimeRange range() throws ProblemException {
        Times times = new Times(published.zone());
        TimeRange range = TimeRange.all();
        Optional<String> from = one(FROM);
        Optional<String> to = one(TO);
        if (from.isPresent()) {
            range = range.intersect(TimeRange.since(times.parse(FROM, from.get())));
        }
        if (to.isPresent()) {
            TimeRange until = TimeRange.until(times.parse(TO, to.get()));
            if (from.isPresent() && until.endMillis() < range.startMillis()) {
                throw ProblemException.badRequest(
                        "from=" + Quote.of(from.get()) + " comes after to=" + Quote.of(to.get()));
            }
            range = range.intersect(until);
        }
        return range;
    }

    int number(String name, int otherwise, int least, int most) throws ProblemException {
        Optional<String> text = one(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the exception below covers this case too
        }
        throw ProblemException.badRequest(
                name + "=" + Quote.of(text.get()) + " is not a number from " + least + " to " + most);
    }

    boolean flag(String name) throws ProblemException {
        return choice(name, "false", List.of("true", "false")).equals("true");
    }

    String choice(String name, String otherwise, List<String> known) throws ProblemException {
        String chosen = one(name).orElse(otherwise);
        if (!known.contains(chosen.toLowerCase(Locale.ROOT))) {
            throw ProblemException.badRequest(name + "=" + Quote.of(chosen) + " is not one of " + known);
        }
        return chosen.toLowerCase(Locale.ROOT);
    }

    boolean csv() throws ProblemException {
        return choice(FORMAT, JSON, List.of(JSON, CSV)).equals(CSV);
    }
}
