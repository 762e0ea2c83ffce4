package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.testkit.Seeds;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is asked, the server says what is wrong with it, and nothing about itself. */
interface HostileRequestContract extends OverHttp {
    /** Parts of requests that make sense, or nearly. */
    List<String> PARTS = List.of(
            "/loads/changes",
            "/loads",
            "/",
            "?",
            "&",
            "=",
            "limit=",
            "cursor=",
            "filter=",
            "in:",
            "between:",
            "version",
            "kind",
            "data",
            ":",
            "1",
            "-1",
            "99999999999999999999",
            "start",
            "0000000000000001.0000000000000001.1.1",
            "%",
            "%00",
            "%ff",
            "%25",
            "%3A",
            "+",
            "..",
            "%2e%2e/",
            ";",
            "'",
            "\"",
            "base",
            "null",
            "{}",
            "\u00e9");

    List<String> METHODS = List.of("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "get", "PATCH", "X");

    @Test
    default void anyRequestIsAnswered() throws IOException {
        Loads.fill(source(), 1);
        SplittableRandom random = new SplittableRandom(Seeds.of(11));
        for (int i = 0; i < 400; i++) {
            String request = anyRequest(random);
            String answer = exchange(request);
            assertThat(answer).as("%d: %s", i, request).startsWith("HTTP/1.1 ");
            int status = Integer.parseInt(answer.substring(9, 12));
            assertThat(status)
                    .as("%d: %s%n%s", i, request, answer)
                    .isNotEqualTo(500)
                    .isBetween(200, 501);
            assertThat(answer).as("%d: %s", i, request).doesNotContain("\tat ", "io.holcstore", "java.");
        }
        client().build().pull();
        Loads.assertEqual(replica(), source());
    }

    private static String anyRequest(SplittableRandom random) {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        String target = (random.nextInt(10) > 0 ? "/app/sync/loads/changes?" : "/") + text(random);
        StringBuilder request =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (random.nextInt(10) > 0) {
            request.append("Authorization: Bearer ").append(SyncContract.TOKEN).append("\r\n");
        }
        if (random.nextInt(4) == 0) {
            request.append("X-")
                    .append(random.nextInt(9))
                    .append(": ")
                    .append(text(random))
                    .append("\r\n");
        }
        String body = "";
        if (!method.equals("GET") && !method.equals("HEAD")) {
            body = text(random);
            boolean form = random.nextInt(5) > 0;
            request.append("Content-Type: ")
                    .append(form ? "application/x-www-form-urlencoded" : text(random))
                    .append("\r\n");
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return request + "\r\n" + body;
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(8); parts > 0; parts--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /** Bytes as they are: a client of HTTP would not send most of them. */
    private String exchange(String request) throws IOException {
        String prefix = running().base().getPath();
        String sent = request.replace("/app/sync", prefix);
        try (Socket socket = new Socket("localhost", running().base().getPort())) {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
