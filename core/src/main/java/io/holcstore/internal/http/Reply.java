package io.holcstore.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An answer that is ready to be sent.
 *
 * @param whole whether the answer is usually short enough to be completed in memory before it is sent
 */
public record Reply(int status, Map<String, String> headers, boolean whole, Body body) {
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out) throws IOException;
    }
}
