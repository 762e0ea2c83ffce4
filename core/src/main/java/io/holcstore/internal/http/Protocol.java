package io.holcstore.internal.http;

import java.util.Map;

/** Publishes a store with the protocol of another application. */
public interface Protocol {
    /**
     * Returns the endpoints by their paths below the name of the store.
     *
     * @param pageRows the most chunks of an answer
     * @param queryLength the longest query, in characters
     */
    Map<String, Endpoint> endpoints(int pageRows, int queryLength);
}
