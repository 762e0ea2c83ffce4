package io.holcstore.internal.http.server;

import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Request;
import io.holcstore.key.KeyFilter;

/** Decides about requests before anything else of them is read. Thread-safe. */
@FunctionalInterface
public interface Gate {
    /**
     * Checks access and path of a request.
     *
     * @throws ProblemException when the request is refused
     */
    Admitted admit(Request request) throws ProblemException;

    /**
     * A request that may be answered.
     *
     * @param caller the name under which the requests of one caller are counted
     * @param allowed the series that the caller may see
     */
    record Admitted(Request request, String caller, Endpoint endpoint, KeyFilter allowed) {}
}
