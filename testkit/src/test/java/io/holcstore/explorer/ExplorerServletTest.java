package io.holcstore.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The explorer within a servlet container, below paths of the container. */
final class ExplorerServletTest {
    @RegisterExtension
    final DatabaseExtension database = new DatabaseExtension(TestDatabase.h2Memory());

    private Server server;
    private URI place;

    @SuppressWarnings("NullAway.Init") // set before each test
    ExplorerServletTest() {}

    @BeforeEach
    void start() throws Exception {
        Shown shown = Shown.create(database.dataSource());
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app");
        context.addServlet(
                new ServletHolder(new ExplorerServlet(
                        Explorer.of(shown.loads(), shown.readings()).authorize(Shown.authorizer()))),
                "/explorer/*");
        server.setHandler(context);
        server.start();
        place = URI.create("http://localhost:" + connector.getLocalPort() + "/app/explorer/");
    }

    @AfterEach
    void end() throws Exception {
        server.stop();
    }

    @Test
    void servesThePageAndTheDataThere() throws Exception {
        Visitor all = new Visitor(place, Shown.ALL);
        assertThat(all.get("").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html");
        assertThat(all.get("assets/uPlot.min.css").statusCode()).isEqualTo(200);
        assertThat(Visitor.texts(all.json("api/stores").get("stores"), "name")).containsExactly("loads", "readings");
        assertThat(all.json("api/loads/values?series=m1:a%253Ab%252F%25C3%25A9%2B%25C3%25A7")
                        .get("series")
                        .size())
                .isEqualTo(1);
        assertThat(new Visitor(place, Shown.ONE)
                        .json("api/loads/series")
                        .get("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(new Visitor(place, "").refused("api/loads/series", 401)).contains("bearer token");
        assertThat(all.refused("api/loads/values?series=%ff", 400)).contains("series");
    }

    @Test
    void leadsToThePathWithASlash() throws Exception {
        String without = place.toString().substring(0, place.toString().length() - 1);
        HttpResponse<String> answer = new Visitor(URI.create(without), "").get("");
        assertThat(answer.statusCode()).isEqualTo(302);
        URI to = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(URI.create(without).resolve(to)).isEqualTo(place);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
}
