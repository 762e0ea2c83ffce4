package io.holcstore.sync;

/**
 * How much one request may ask of a server. Immutable.
 *
 * @param pageRows the most changes of a page, fewer where they are large; a request for more gets so many. Default 5,000
 * @param queryLength the longest query, in characters. Default 8,192
 * @param formBytes the longest form. Default 1 MiB
 * @param filterValues the most values in all filters of a request. Default 10,000
 * @param concurrentRequests how many requests are answered at once, which bounds connections and memory; others are answered 503 with
 *     Retry-After. Default 16
 */
public record SyncLimits(int pageRows, int queryLength, int formBytes, int filterValues, int concurrentRequests) {

    private static final SyncLimits DEFAULTS = new SyncLimits(5000, 8192, 1 << 20, FilterParameters.MAX_VALUES, 16);

    /**
     * Limits of one's own.
     *
     * @throws IllegalArgumentException when one is below 1
     */
    public SyncLimits {
        if (Math.min(Math.min(pageRows, queryLength), formBytes) < 1
                || Math.min(filterValues, concurrentRequests) < 1) {
            throw new IllegalArgumentException("every limit is at least 1: pageRows=" + pageRows + ", queryLength="
                    + queryLength + ", formBytes=" + formBytes + ", filterValues=" + filterValues
                    + ", concurrentRequests=" + concurrentRequests);
        }
    }

    /** What a server has that is told nothing else. */
    public static SyncLimits defaults() {
        return DEFAULTS;
    }

    public SyncLimits withPageRows(int rows) {
        return new SyncLimits(rows, queryLength, formBytes, filterValues, concurrentRequests);
    }

    public SyncLimits withFormBytes(int bytes) {
        return new SyncLimits(pageRows, queryLength, bytes, filterValues, concurrentRequests);
    }

    public SyncLimits withFilterValues(int values) {
        return new SyncLimits(pageRows, queryLength, formBytes, values, concurrentRequests);
    }

    public SyncLimits withConcurrentRequests(int requests) {
        return new SyncLimits(pageRows, queryLength, formBytes, filterValues, requests);
    }
}
