package io.holcstore.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemTest {
    private static byte[] body(String detail) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Problem.of(400, detail).reply().body().write(body);
        return body.toByteArray();
    }

    private static JsonNode read(String detail) throws IOException {
        return JsonMapper.shared().readTree(body(detail));
    }

    @Test
    void saysStatusTitleAndDetailInThisOrder() throws IOException {
        assertThat(body("the limit is 'x'"))
                .asString()
                .isEqualTo("{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"the limit is 'x'\"}");
    }

    @Test
    void anyTextStaysWhatItIs() throws IOException {
        String text = "a \"quote\", a \\ and \\\" and \\n, <b>, é, \u2028 and \ud83d\ude00";
        assertThat(read(text).get("detail").asString()).isEqualTo(text);
        assertThat(read("line\nend\u0000\u001f\ud83d").get("detail").asString()).isEqualTo("line end   ");
        assertThat(read("\\".repeat(2000)).get("detail").asString()).isEqualTo("\\".repeat(1000) + "...");
    }
}
