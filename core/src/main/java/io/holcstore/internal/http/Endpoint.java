package io.holcstore.internal.http;

import io.holcstore.key.KeyFilter;
import java.io.IOException;
import java.util.Set;

/** Answers the requests to one path of a published store. Thread-safe. */
public interface Endpoint {
    /** Returns the methods that it answers. All others are refused before. */
    public Set<String> methods();

    /**
     * Answers a request.
     *
     * @param allowed the series that the caller may see, whatever the request asks for
     * @throws ProblemException when the request is at fault
     * @throws IOException when the client is gone
     */
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException;
}
