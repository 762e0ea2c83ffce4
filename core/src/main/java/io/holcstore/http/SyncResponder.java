package io.holcstore.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where {@link SyncHandler#handle} puts its answer. */
@FunctionalInterface
public interface SyncResponder {
    /**
     * Sends status and headers, once for each request. The stream takes the body; the handler closes it when the body
     * is complete, and leaves it open when something failed on the way, so that the connection can be cut.
     *
     * @throws IOException when the client is gone
     */
    OutputStream start(int status, Map<String, String> headers) throws IOException;
}
