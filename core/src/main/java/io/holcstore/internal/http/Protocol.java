package io.holcstore.internal.http;

import java.util.Map;

/** How a store is published by a protocol of another application. */
public interface Protocol {
    /**
     * What answers below the name of the store, by path.
     *
     * @param pageRows the most chunks of an answer
     * @param queryLength the longest query, in characters
     */
    Map<String, Endpoint> endpoints(int pageRows, int queryLength);
}
