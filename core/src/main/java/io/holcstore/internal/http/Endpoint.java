package io.holcstore.internal.http;

import io.holcstore.key.KeyFilter;
import java.io.IOException;
import java.util.Set;

/** What answers at one path of a published store. Thread-safe. */
public interface Endpoint {
    /** The methods it answers; all others are refused before. */
    public Set<String> methods();

    /**
     * The answer to a request.
     *
     * @param allowed the series that the caller may see, whatever else is asked for
     * @throws ProblemException when the request is at fault
     * @throws IOException when the client is gone
     */
    public Reply answer(Request request, KeyFilter allowed) throws ProblemException, IOException;
}
