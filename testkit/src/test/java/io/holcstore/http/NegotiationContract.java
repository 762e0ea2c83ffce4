package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.http.PageFormat;
import io.holcstore.internal.http.PageFormats;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server answers in a version that both sides know, or says which ones it knows. */
interface NegotiationContract extends OverHttp {
    private HttpResponse<String> accepting(String... ranges) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/loads/changes");
        for (String range : ranges) {
            request.header("Accept", range);
        }
        return send(request);
    }

    @Test
    default void whatAcceptsVersionOneGetsIt() throws Exception {
        Loads.fill(source(), 1);
        for (String[] ranges : List.<String[]>of(
                new String[] {},
                new String[] {"*/*"},
                new String[] {"application/*;q=0.5"},
                new String[] {"text/html, image/gif, image/jpeg, */*; q=0.2"},
                new String[] {PageFormat.CONTENT_TYPE},
                new String[] {PageFormat.CONTENT_TYPE + ", application/problem+json"},
                new String[] {"Application/VND.holcstore.changes ; Version=\"1\" ; q=1"},
                new String[] {PageFormat.CONTENT_TYPE + ";version=9, " + PageFormat.CONTENT_TYPE + ";version=1"},
                new String[] {PageFormat.CONTENT_TYPE + ";version=9", "*/*"})) {
            HttpResponse<String> answer = accepting(ranges);
            assertThat(answer.statusCode()).as("%s", (Object) ranges).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/vnd.holcstore.changes;version=1");
            assertThat(answer.body()).startsWith("HLCP\u0001");
        }
    }

    @Test
    default void whatAcceptsVersionTwoGetsIt() throws Exception {
        Loads.fill(source(), 1);
        HttpResponse<String> answer = accepting(PageFormats.KNOWN.accept());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(PageFormat.CONTENT_TYPE + ";version=2");
        assertThat(answer.body()).startsWith("HLCP\u0002");
    }

    @Test
    default void whatAcceptsNoVersionOfTheServerIsToldWhichThereAre() throws Exception {
        for (String range : List.of(
                PageFormat.CONTENT_TYPE + ";version=3",
                PageFormat.CONTENT_TYPE + ";version=255, application/problem+json",
                PageFormat.CONTENT_TYPE + ";version=0",
                PageFormat.CONTENT_TYPE + ";version=99999999999999999999",
                PageFormat.CONTENT_TYPE + ";version=;version",
                PageFormat.CONTENT_TYPE + ";version=1;q=0, */*",
                "text/html",
                "application/problem+json",
                ",;,=;",
                "'\"")) {
            HttpResponse<String> answer = accepting(range);
            assertThat(answer.statusCode()).as(range).isEqualTo(406);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("Not Acceptable", "versions [1, 2]", "update the library of the");
        }
        assertThat(accepting(PageFormat.CONTENT_TYPE + ";version=3").body())
                .contains("the request accepts [3]; update the library of the server");
    }
}
