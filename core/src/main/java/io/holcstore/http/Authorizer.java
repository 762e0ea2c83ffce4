package io.holcstore.http;

import io.holcstore.key.KeyFilter;
import java.util.Map;

/**
 * Decides who may read what. The handler asks it before it looks at anything else of a request, on the thread of the
 * request, and for as many requests at once as there are connections. Implementations must be thread-safe, and must
 * compare secrets in a time that does not depend on how many characters are right.
 */
@FunctionalInterface
public interface Authorizer {
    /**
     * Decides what a request may read of a store.
     *
     * @param store the name in the path; no store may be published under it, and a request that is granted access is
     *     then answered with 404
     * @param request the request, whose body must not be read here
     */
    Access authorize(String store, SyncRequest request);

    /**
     * Returns the name of the caller, whose requests count together against {@link SyncLimits#requestsPerCaller}. The
     * handler asks for it after the request was granted access. Default: the address of the sender, which is the same
     * for everybody behind a proxy. {@link #bearer(Map)} counts by token.
     */
    default String caller(SyncRequest request) {
        return request.address();
    }

    /** Lets anyone read everything. Use it only on networks where everyone is trusted. */
    static Authorizer anyone() {
        return (store, request) -> Access.all();
    }

    /**
     * Lets a caller with this token ({@code Authorization: Bearer ..}) read everything.
     *
     * @throws IllegalArgumentException when the token is blank or has characters that a header cannot carry
     */
    static Authorizer bearer(String token) {
        return bearer(Map.of(token, Access.all()));
    }

    /**
     * Grants each of these tokens its own access. {@link Access#to(KeyFilter)} limits a token to the series of one
     * customer.
     *
     * @throws IllegalArgumentException when there are no tokens, or one is blank or has characters that a header cannot
     *     carry
     */
    static Authorizer bearer(Map<String, Access> tokens) {
        return new BearerTokens(tokens);
    }
}
