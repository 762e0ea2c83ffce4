package io.holcstore.http;

import io.holcstore.key.KeyFilter;
import java.io.IOException;
import java.util.Set;

/** What answers at one path of a published store. Thread-safe. */
interface Endpoint {
    /** The methods it answers; all others are refused before. */
    Set<String> methods();

    /**
     * The answer to a request.
     *
     * @param allowed the series that the caller may see, whatever else is asked for
     * @throws ProblemException when the request is at fault
     * @throws IOException when the client is gone
     */
    Reply answer(SyncRequest request, KeyFilter allowed) throws ProblemException, IOException;
}
