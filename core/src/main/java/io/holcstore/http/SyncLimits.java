package io.holcstore.http;

import io.holcstore.internal.http.FilterParameters;
import io.holcstore.internal.http.server.ServerLimits;
import java.time.Duration;
import java.util.List;

/**
 * How much one request may ask of a server, and how long its client may keep the server waiting. Immutable.
 *
 * @param pageRows the most changes of a page, fewer when they are large; a request for more receives this many. Default
 *     5,000
 * @param queryLength the longest query, in characters. Default 8,192
 * @param formBytes the longest body of a request. Default 1 MiB
 * @param filterValues the most values in all filters of a request. Default 10,000
 * @param concurrentRequests how many requests are answered at once, which bounds memory and connections to the
 *     database; others are answered with 503 and Retry-After. A request counts once its caller is authorized and its
 *     body has arrived. Default 16
 * @param requestsPerCaller how many requests one caller may have at once, including those whose body is still arriving;
 *     {@link Authorizer#caller} distinguishes callers; others are answered with 429 and Retry-After. Default 8
 * @param connections how many requests a {@link SyncServer} may receive and answer at once, each of which takes a
 *     thread; when one more comes, the server cuts off the one that has been arriving for the longest time. Default 256
 * @param requestTime how long the head of a request may take to arrive, and how long its body may take. Default 10
 *     seconds
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
                throw new IllegalArgumentException("every limit must be at least 1: pageRows=" + pageRows
                        + ", queryLength="
                        + queryLength + ", formBytes=" + formBytes + ", filterValues=" + filterValues
                        + ", concurrentRequests=" + concurrentRequests + ", requestsPerCaller=" + requestsPerCaller
                        + ", connections=" + connections);
            }
        }
        if (requestsPerCaller > concurrentRequests) {
            throw new IllegalArgumentException("requestsPerCaller=" + requestsPerCaller
                    + " is more than concurrentRequests=" + concurrentRequests + " of all callers");
        }
        for (Duration time : List.of(requestTime, stallTime, answerTime)) {
            if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("every time must be between 1 ms and 1 day: requestTime="
                        + requestTime + ", stallTime=" + stallTime + ", answerTime=" + answerTime);
            }
        }
    }

    /** Returns the default limits of a server. */
    public static SyncLimits defaults() {
        return DEFAULTS;
    }

    /** Returns what a server below its endpoints limits. */
    ServerLimits server() {
        return new ServerLimits(
                formBytes, concurrentRequests, requestsPerCaller, connections, requestTime, stallTime, answerTime);
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

    /**
     * Returns the same limits with other {@link #concurrentRequests}, half of which, rounded up, one caller may have.
     */
    public SyncLimits withConcurrentRequests(int requests) {
        return withConcurrentRequests(requests, requests - requests / 2);
    }

    /** Returns the same limits with other {@link #concurrentRequests} and {@link #requestsPerCaller}. */
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

    /** Returns the same limits with other {@link #requestTime}, {@link #stallTime} and {@link #answerTime}. */
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
