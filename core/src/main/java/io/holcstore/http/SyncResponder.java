package io.holcstore.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Receives the answer of {@link SyncHandler#handle}. */
@FunctionalInterface
public interface SyncResponder {
    /**
     * Sends the status and the headers. The handler calls this once for each request and writes the body to the stream.
     * It closes the stream when the body is complete. It leaves the stream open after a failure, so that the connection
     * can be cut.
     *
     * @throws IOException when the client is gone
     */
    OutputStream start(int status, Map<String, String> headers) throws IOException;
}
