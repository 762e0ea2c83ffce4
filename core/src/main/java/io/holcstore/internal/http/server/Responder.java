package io.holcstore.internal.http.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Receives the answer to one request. */
@FunctionalInterface
public interface Responder {
    /**
     * Sends the status and the headers, and returns the stream for the body. It is closed when the body is complete,
     * and left open after a failure, so that the connection can be cut.
     *
     * @throws IOException when the client is gone
     */
    OutputStream start(int status, Map<String, String> headers) throws IOException;
}
