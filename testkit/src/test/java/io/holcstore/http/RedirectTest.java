package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.django.DjangoClients;
import io.holcstore.django.DjangoSyncClient;
import io.holcstore.error.SyncException;
import io.holcstore.http.TestServer.Answer;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One server sends clients to another, which must not get to know the token. */
final class RedirectTest {
    private static final String TOKEN = "a-secret-token";

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    /** The header Authorization of each request to the other server. */
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();

    private ChunkStore replica;

    @SuppressWarnings("NullAway.Init") // set before each test
    RedirectTest() {}

    @BeforeEach
    void create() {
        replica = Loads.create(replicaDatabase.dataSource());
    }

    private TestServer other() throws Exception {
        return new TestServer(exchange -> {
            elsewhere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            new Answer(400, Map.of(), new byte[1]).send(exchange, 1, 1);
        });
    }

    private static TestServer redirecting(int status, Function<URI, String> location) throws Exception {
        return new TestServer(exchange -> new Answer(
                        status, Map.of("Location", location.apply(exchange.getRequestURI())), new byte[1])
                .send(exchange, 1, 1));
    }

    private SyncClientBuilder client(TestServer server) {
        return SyncClient.builder(server.loads()).into(replica).time(new TestTime());
    }

    @Test
    void noOtherServerGetsTheToken() throws Exception {
        try (TestServer other = other();
                TestServer server = redirecting(307, asked -> other.base() + asked.toString())) {
            SyncClientBuilder builder = client(server).bearerToken(TOKEN);
            DjangoSyncClient.Builder django = DjangoClients.builder(server.loads(), new TestTime())
                    .into(replica)
                    .bearerToken(TOKEN);
            assertThatThrownBy(builder.build()::pull)
                    .isInstanceOfSatisfying(SyncException.class, e -> assertThat(e.isRetryable())
                            .isFalse())
                    .hasMessageContaining("307 and leads to " + other.loads() + "/changes; redirects are not followed")
                    .hasMessageEndingWith("give SyncClient.builder(..) the URI " + other.loads())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN, "cursor="));
            assertThatThrownBy(django.build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("leads to " + other.loads() + "/updates/;")
                    .hasMessageEndingWith("the URI " + other.loads());
            for (Redirect following : List.of(Redirect.NORMAL, Redirect.ALWAYS)) {
                HttpClient client =
                        HttpClient.newBuilder().followRedirects(following).build();
                builder.httpClient(client);
                django.httpClient(client);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> builder.build().pull())
                        .withMessageContaining("follows redirects (" + following + ")")
                        .withMessageContaining("followRedirects(HttpClient.Redirect.NEVER)");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> django.build().pull());
            }
        }
        assertThat(elsewhere).isEmpty();
    }

    /** There is nothing to give away. */
    @Test
    void aClientWithoutTokenMayFollow() throws Exception {
        try (TestServer other = other();
                TestServer server = redirecting(302, asked -> other.base() + asked.toString())) {
            SyncClientBuilder builder = client(server)
                    .httpClient(HttpClient.newBuilder()
                            .followRedirects(Redirect.NORMAL)
                            .build());
            assertThatThrownBy(builder.build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("answered 400");
        }
        assertThat(elsewhere).containsExactly("null");
    }

    private void assertSaid(int status, String location, boolean token, String... said) throws Exception {
        try (TestServer server = redirecting(status, asked -> location)) {
            SyncClientBuilder builder = client(server);
            assertThatThrownBy((token ? builder.bearerToken(TOKEN) : builder).build()::pull)
                    .isInstanceOf(SyncException.class)
                    .satisfies(e -> assertThat(e.getMessage())
                            .contains(said)
                            .contains("load_curve", server.loads().toString())
                            .doesNotContain("geheim"));
        }
    }

    @Test
    void anyPlaceIsNamedWithoutItsSecrets() throws Exception {
        assertSaid(
                302,
                "https://me:geheim@login.example/sign-in?next=geheim#geheim",
                true,
                "302 and leads to https://login.example/sign-in;",
                "bearer token");
        assertSaid(301, "/other/changes?x", false, "/other/changes;", "/other");
        assertSaid(308, "//else.example:81/loads/changes", true, "the URI http://else.example:81/loads");
        assertSaid(303, "", true, "303 without a target");
        assertSaid(302, "http://[broken", true, "302 without a target");
    }
}
