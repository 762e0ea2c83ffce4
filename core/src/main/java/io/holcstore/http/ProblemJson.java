package io.holcstore.http;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Problems as application/problem+json. Apart from all else, because the library for it is optional. */
final class ProblemJson {
    private static final int MAX_DETAIL = 1000;
    private static final JsonFactory FACTORY = new JsonFactory();

    private ProblemJson() {}

    /** Without a type, which then is about:blank: the status says all there is to decide by. */
    static byte[] write(int status, String title, String detail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", Quote.shown(detail, MAX_DETAIL));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
