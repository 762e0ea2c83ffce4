package io.holcstore.http;

import io.holcstore.internal.http.FilterParameters;
import java.time.Duration;
import java.util.List;

/**
 * How much one request may ask of a server, and how long its client may keep the server waiting. Immutable.
 *
 * @param pageRows the most changes of a page, fewer where they are large; a request for more gets so many. Default
 *     5,000
 * @param queryLength the longest query, in characters. Default 8,192
 * @param formBytes the longest body of a request. Default 1 MiB
 * @param filterValues the most values in all filters of a request. Default 10,000
 * @param concurrentRequests how many requests are answered at once, which bounds connections to the database and
 *     memory; others are answered 503 with Retry-After. A request counts once its caller is authorized and its body has
 *     come. Default 16
 * @param requestsPerCaller how many of them may be of one caller, as {@link Authorizer#caller} tells callers apart,
 *     those whose body is still coming included; others are answered 429 with Retry-After. Default 8
 * @param connections how many requests a {@link SyncServer} may have on their way in and out at once, each of which
 *     takes a thread; when there is one more, the one that has been coming for the longest time is cut off. Default 256
 * @param requestTime how long a request may take to come: its head, and its body. Default 10 seconds
 * @param stallTime how long a client of a {@link SyncServer} may take to receive the next 64 KiB of its answer. Default
 *     30 seconds
 * @param answerTime how long a client may take to receive its whole answer. Default 2 minutes
 */
public record SyncLimits(
        int pageRows,
        int queryLength,
        int formBytes,
        int filterValues,
        int concurrentRequests,
        int requestsPerCaller,
        int connections,
        Duration requestTime,
        Duration stallTime,
        Duration answerTime) {

    private static final SyncLimits DEFAULTS = new SyncLimits(
            5000,
            8192,
            1 << 20,
            FilterParameters.MAX_VALUES,
            16,
            8,
            256,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException when a number is below 1, a duration below 1 ms or above 1 day, or
     *     {@code requestsPerCaller} above {@code concurrentRequests}
     */
    public SyncLimits {
        for (int number : new int[] {
            pageRows, queryLength, formBytes, filterValues, concurrentRequests, requestsPerCaller, connections
        }) {
            if (number < 1) {
                throw new IllegalArgumentException("every limit is at least 1: pageRows=" + pageRows + ", queryLength="
                        + queryLength + ", formBytes=" + formBytes + ", filterValues=" + filterValues
                        + ", concurrentRequests=" + concurrentRequests + ", requestsPerCaller=" + requestsPerCaller
                        + ", connections=" + connections);
            }
        }
        if (requestsPerCaller > concurrentRequests) {
            throw new IllegalArgumentException("requestsPerCaller=" + requestsPerCaller
                    + " are more than concurrentRequests=" + concurrentRequests + " of all callers");
        }
        for (Duration time : List.of(requestTime, stallTime, answerTime)) {
            if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("every time is between 1 ms and 1 day: requestTime=" + requestTime
                        + ", stallTime=" + stallTime + ", answerTime=" + answerTime);
            }
        }
    }

    /** Returns the default limits of a server. */
    public static SyncLimits defaults() {
        return DEFAULTS;
    }

    /** Returns the same limits with other {@link #pageRows}. */
    public SyncLimits withPageRows(int rows) {
        return new SyncLimits(
                rows,
                queryLength,
                formBytes,
                filterValues,
                concurrentRequests,
                requestsPerCaller,
                connections,
                requestTime,
                stallTime,
                answerTime);
    }

    /** Returns the same limits with other {@link #queryLength}. */
    public SyncLimits withQueryLength(int characters) {
        return new SyncLimits(
                pageRows,
                characters,
                formBytes,
                filterValues,
                concurrentRequests,
                requestsPerCaller,
                connections,
                requestTime,
                stallTime,
                answerTime);
    }

    /** Returns the same limits with other {@link #formBytes}. */
    public SyncLimits withFormBytes(int bytes) {
        return new SyncLimits(
                pageRows,
                queryLength,
                bytes,
                filterValues,
                concurrentRequests,
                requestsPerCaller,
                connections,
                requestTime,
                stallTime,
                answerTime);
    }

    /** Returns the same limits with other {@link #filterValues}. */
    public SyncLimits withFilterValues(int values) {
        return new SyncLimits(
                pageRows,
                queryLength,
                formBytes,
                values,
                concurrentRequests,
                requestsPerCaller,
                connections,
                requestTime,
                stallTime,
                answerTime);
    }

    /** Half of them, rounded up, may be of one caller. */
    public SyncLimits withConcurrentRequests(int requests) {
        return withConcurrentRequests(requests, requests - requests / 2);
    }

    /** The same limits with other {@link #concurrentRequests} and {@link #requestsPerCaller}. */
    public SyncLimits withConcurrentRequests(int requests, int perCaller) {
        return new SyncLimits(
                pageRows,
                queryLength,
                formBytes,
                filterValues,
                requests,
                perCaller,
                connections,
                requestTime,
                stallTime,
                answerTime);
    }

    /** Returns the same limits with other {@link #connections}. */
    public SyncLimits withConnections(int most) {
        return new SyncLimits(
                pageRows,
                queryLength,
                formBytes,
                filterValues,
                concurrentRequests,
                requestsPerCaller,
                most,
                requestTime,
                stallTime,
                answerTime);
    }

    /** The same limits with other {@link #requestTime}, {@link #stallTime} and {@link #answerTime}. */
    public SyncLimits withTimes(Duration request, Duration stall, Duration answer) {
        return new SyncLimits(
                pageRows,
                queryLength,
                formBytes,
                filterValues,
                concurrentRequests,
                requestsPerCaller,
                connections,
                request,
                stall,
                answer);
    }
}
