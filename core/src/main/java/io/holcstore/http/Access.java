package io.holcstore.http;

import io.holcstore.internal.http.FilterParameters;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.key.KeyFilter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decision of an {@link Authorizer} about a request. Immutable and thread-safe. */
public final class Access {
    private static final Access ALL = new Access(KeyFilter.all(), null);
    private static final Access UNAUTHORIZED = new Access(
            null,
            Problem.of(401, "the request has no known bearer token; send one as Authorization: Bearer ...")
                    .with("WWW-Authenticate", "Bearer"));
    private static final Access FORBIDDEN =
            new Access(null, Problem.of(403, "this caller may not read this store; ask whoever runs the server"));

    private final @Nullable KeyFilter filter;
    private final @Nullable Problem refusal;

    private Access(@Nullable KeyFilter filter, @Nullable Problem refusal) {
        this.filter = filter;
        this.refusal = refusal;
    }

    /** Grants access to every series of the store. */
    public static Access all() {
        return ALL;
    }

    /**
     * Grants access to the series that match. The caller receives no other series, whatever the request asks for.
     *
     * @param filter names axes of the store, in up to 100 conditions with 10,000 values; each page shows it to the
     *     caller
     * @throws IllegalArgumentException when it has more
     */
    public static Access to(KeyFilter filter) {
        int conditions = filter.conditions().size();
        if (conditions > FilterParameters.MAX_CONDITIONS) {
            throw new IllegalArgumentException("a filter of " + conditions + " conditions; at most "
                    + FilterParameters.MAX_CONDITIONS + " are accepted, so list values with in(..)");
        }
        int values = FilterParameters.values(filter);
        if (values > FilterParameters.MAX_VALUES) {
            throw new IllegalArgumentException(
                    "a filter of " + values + " values; at most " + FilterParameters.MAX_VALUES
                            + " are accepted, so use between(..), or add an axis that separates the groups");
        }
        return new Access(filter, null);
    }

    /** Refuses a caller who is not known. The answer is 401. */
    public static Access unauthorized() {
        return UNAUTHORIZED;
    }

    /** Refuses a caller who is known but may not read this store. The answer is 403. */
    public static Access forbidden() {
        return FORBIDDEN;
    }

    /** Refuses a caller who has sent too many requests. The answer is 429 with Retry-After, in seconds, rounded up. */
    public static Access tooManyRequests(Duration retryAfter) {
        return new Access(
                null,
                Problem.of(429, "too many requests; wait as Retry-After says").retryAfter(retryAfter));
    }

    /**
     * Returns the series that the caller may see, or empty when the request is refused. An {@link Authorizer} that asks
     * another one can look at its decision, and so can a test.
     */
    public Optional<KeyFilter> granted() {
        return Optional.ofNullable(filter);
    }

    /** Returns the status of the answer to a refused request: 401, 403 or 429; 200 when access is granted. */
    public int status() {
        return refusal == null ? 200 : refusal.status();
    }

    /** Returns the reason that the answer to a refused request gives; an empty text when access is granted. */
    public String detail() {
        return refusal == null ? "" : refusal.detail();
    }

    /** Returns the additional headers of the answer to a refused request. */
    public Map<String, String> headers() {
        return refusal == null ? Map.of() : Map.copyOf(refusal.headers());
    }

    /** Returns the filter to apply, or throws the problem to answer with. */
    KeyFilter filter() throws ProblemException {
        if (filter == null) {
            throw new ProblemException(Objects.requireNonNull(refusal));
        }
        return filter;
    }
}
