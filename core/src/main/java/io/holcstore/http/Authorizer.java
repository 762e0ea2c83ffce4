package io.holcstore.http;

import io.holcstore.key.KeyFilter;
import java.util.Map;

/**
 * Decides who may read what. Asked before anything else of a request is looked at, for as many requests at once as
 * there are connections, and on the thread of the request: implementations are thread-safe, and compare secrets in a
 * time that does not depend on how much of them is right.
 */
@FunctionalInterface
public interface Authorizer {
    /**
     * What this request may read of a store.
     *
     * @param store the name in the path, which may be that of no published store: such a request is answered 404 when
     *     it is let in here
     * @param request its body is not to be read here
     */
    Access authorize(String store, SyncRequest request);

    /**
     * Whose requests count together against {@link SyncLimits#requestsPerCaller}; asked after the request was let in.
     * Default: those of one address, which behind a proxy are those of everybody. {@link #bearer(Map)} counts by token.
     */
    default String caller(SyncRequest request) {
        return request.address();
    }

    /** Anyone may read everything: for networks where all are trusted. */
    static Authorizer anyone() {
        return (store, request) -> Access.all();
    }

    /**
     * Who has this token ({@code Authorization: Bearer ..}) may read everything.
     *
     * @throws IllegalArgumentException when the token is blank or has characters that no header has
     */
    static Authorizer bearer(String token) {
        return bearer(Map.of(token, Access.all()));
    }

    /**
     * What each of these tokens opens. {@link Access#to(KeyFilter)} gives a token the series of one customer alone.
     *
     * @throws IllegalArgumentException when there are none, or one is blank or has characters that no header has
     */
    static Authorizer bearer(Map<String, Access> tokens) {
        return new BearerTokens(tokens);
    }
}
