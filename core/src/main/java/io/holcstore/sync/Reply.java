package io.holcstore.sync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** An answer that is ready to be sent. */
record Reply(int status, Map<String, String> headers, Body body) {
    @FunctionalInterface
    interface Body {
        void write(OutputStream out) throws IOException;
    }
}
