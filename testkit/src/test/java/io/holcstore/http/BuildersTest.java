package io.holcstore.http;

import static io.holcstore.http.Loads.KIND;
import static io.holcstore.http.Loads.VERSION;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.time.ChunkBy.YEAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.Store;
import io.holcstore.django.DjangoClients;
import io.holcstore.django.DjangoProtocol;
import io.holcstore.django.DjangoSyncClient;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.store.VersionedStoreDefinition;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a builder has built stays as it was built, whatever the builder is told afterwards. */
final class BuildersTest {
    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension firstDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension secondDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private ChunkStore source;
    private ChunkStore first;
    private ChunkStore second;

    @SuppressWarnings("NullAway.Init") // set before each test
    BuildersTest() {}

    @BeforeEach
    void create() {
        source = Loads.create(sourceDatabase.dataSource());
        first = Loads.create(firstDatabase.dataSource());
        second = Loads.create(secondDatabase.dataSource());
        Loads.fill(source, 4);
    }

    private SyncServer.Builder server() {
        return SyncServer.builder()
                .publish("loads", source)
                .publish("django", DjangoProtocol.of(source))
                .authorize(Authorizer.bearer("first"));
    }

    private SyncClientBuilder clientOfFirst(SyncServer server, String name) {
        return SyncClient.builder(URI.create("http://localhost:" + server.port() + "/" + name))
                .into(first)
                .filter(KIND.is("base"))
                .bearerToken("first")
                .time(new TestTime());
    }

    /** Each of these calls would fail a client that heard it. */
    private void change(SyncClientBuilder builder) {
        builder.into(second)
                .filter(KIND.is("peak"))
                .bearerToken("second")
                .pageBytes(1)
                .tries(1)
                .onProgress(done -> {
                    throw new AssertionError("the progress of another client");
                });
    }

    private void assertOnlyTheFirstHasItsSeries() {
        assertThat(Loads.rows(first, KeyFilter.all()))
                .isEqualTo(Loads.rows(source, KIND.is("base")))
                .isNotEmpty();
        assertThat(Loads.rows(second, KeyFilter.all())).isEmpty();
    }

    @Test
    void aClient() {
        try (SyncServer server = server().start(0)) {
            SyncClientBuilder builder = clientOfFirst(server, "loads");
            SyncClient client = builder.build();
            change(builder);
            client.pull();
            client.resync();
        }
        assertOnlyTheFirstHasItsSeries();
    }

    @Test
    void aClientOfThePythonApplication() {
        try (SyncServer server = server().start(0)) {
            DjangoSyncClient.Builder builder = DjangoClients.builder(
                            URI.create("http://localhost:" + server.port() + "/django"), new TestTime())
                    .into(first)
                    .filter(KIND.is("base"))
                    .bearerToken("first");
            DjangoSyncClient client = builder.build();
            builder.into(second)
                    .filter(KIND.is("peak"))
                    .bearerToken("second")
                    .pageBytes(1)
                    .tries(1)
                    .onProgress(done -> {
                        throw new AssertionError("the progress of another client");
                    });
            assertThat(client.pull().chunks()).isEqualTo(2);
            client.resync();
        }
        assertThat(first.keys(KeyFilter.all())).containsExactly(Loads.key(0, "base"));
        assertThat(first.read(Loads.key(0, "base"))).isEqualTo(source.read(Loads.key(0, "base")));
        assertThat(Loads.rows(second, KeyFilter.all())).isEmpty();
    }

    @Test
    void aServer() throws Exception {
        SyncServer.Builder builder = server();
        try (SyncServer server = builder.start(0)) {
            builder.publish("later", source)
                    .publish("lateDjango", DjangoProtocol.of(source))
                    .authorize(Authorizer.anyone())
                    .limits(SyncLimits.defaults().withPageRows(1));
            assertThat(status(server, "/loads/changes", "second")).isEqualTo(401);
            assertThat(status(server, "/loads/changes", "first")).isEqualTo(200);
            assertThat(status(server, "/later/changes", "first")).isEqualTo(404);
            assertThat(status(server, "/lateDjango/updates/?since=2024-01-01&limit=1", "first"))
                    .isEqualTo(404);
            assertThat(clientOfFirst(server, "loads").build().pull().pages()).isEqualTo(1);
        }
    }

    private static int status(SyncServer server, String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return OverHttp.HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aHandler() throws Exception {
        SyncHandler.Builder builder =
                SyncHandler.builder().publish("loads", source).authorize(Authorizer.bearer("first"));
        SyncHandler handler = builder.build();
        builder.publish("later", source).authorize(Authorizer.anyone());
        assertThat(status(handler, "/loads/changes", "second")).isEqualTo(401);
        assertThat(status(handler, "/loads/changes", "first")).isEqualTo(200);
        assertThat(status(handler, "/later/changes", "first")).isEqualTo(404);
    }

    private static int status(SyncHandler handler, String path, String token) throws IOException {
        AtomicInteger status = new AtomicInteger();
        SyncRequest request = new SyncRequest(
                "GET",
                path,
                null,
                name -> name.equals("Authorization") ? List.of("Bearer " + token) : List.of(),
                new ByteArrayInputStream(new byte[0]));
        handler.handle(request, (code, headers) -> {
            status.set(code);
            return OutputStream.nullOutputStream();
        });
        return status.get();
    }

    @Test
    void tokensAndFilters() {
        Map<String, Access> tokens = new HashMap<>(Map.of("first", Access.all()));
        List<String> kinds = new ArrayList<>(List.of("base"));
        Authorizer authorizer = Authorizer.bearer(tokens);
        KeyFilter filter = KIND.in(kinds);
        tokens.put("second", Access.all());
        kinds.add("peak");
        SyncRequest request = new SyncRequest(
                "GET", "/loads", null, name -> List.of("Bearer second"), new ByteArrayInputStream(new byte[0]));
        assertThat(authorizer.authorize("loads", request)).isSameAs(Access.unauthorized());
        assertThat(filter.matches(Loads.key(0, "peak"))).isFalse();
    }

    @Test
    void limits() {
        SyncLimits limits = SyncLimits.defaults();
        assertThat(limits.withPageRows(7).pageRows()).isEqualTo(7);
        assertThat(limits).isEqualTo(SyncLimits.defaults());
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withPageRows(0));
    }

    @Test
    void aDefinition() {
        StoreBuilder builder =
                Store.define().axis(VERSION).chunkBy(YEAR).freq("1h").tz("UTC").table("first");
        StoreDefinition definition = builder.build();
        builder.axis(KIND).replicated();
        assertThat(definition.axes()).containsExactly(VERSION);
        assertThat(definition.isReplicated()).isFalse();
        assertThat(builder.build().axes()).containsExactly(VERSION, KIND);
    }

    /** What is missing has the name that the builder of such a table has for it. */
    @Test
    void aTableOfThePythonApplication() {
        ChunkStore django = Store.onDjangoTable("meters", "LoadCurve")
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .open(sourceDatabase.dataSource());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncHandler.builder().publish("loads", DjangoProtocol.of(django)))
                .withMessageEndingWith("define it with .sync()");
        SyncClientBuilder client =
                SyncClient.builder(URI.create("http://localhost/loads")).into(django);
        assertThatIllegalArgumentException()
                .isThrownBy(client::build)
                .withMessageContaining("the table of another application");
    }

    @Test
    void aDefinitionOfVersions() {
        Axis<?>[] counted = {VERSION};
        VersionedStoreBuilder builder =
                Store.defineVersioned().axis(VERSION).axis(KIND).countVersionsBy(counted);
        VersionedStoreDefinition definition = builder.build();
        counted[0] = KIND;
        builder.axis("later", INT).tz("Europe/Paris").table("second");
        assertThat(definition.axes()).containsExactly(VERSION, KIND);
        assertThat(definition.counterAxes()).isEqualTo(List.of(VERSION));
        assertThat(builder.build().counterAxes()).isEqualTo(List.of(VERSION));
        assertThat(definition.name()).isEqualTo("holcstore_versions");
    }

    @Test
    void aKeyedDefinition() {
        KeyedStoreBuilder builder = Store.defineKeyed().axis(VERSION);
        KeyedStoreDefinition definition = builder.build();
        builder.axis(KIND).table("second");
        assertThat(definition.axes()).containsExactly(VERSION);
        assertThat(definition.name()).isEqualTo("holcstore_keyed");
    }

    @Test
    void aSeries() {
        Series.Builder builder = Series.builder().add(1000, 1);
        Series series = builder.build();
        builder.add(2000, 2);
        assertThat(series.size()).isEqualTo(1);
        assertThat(builder.build().size()).isEqualTo(2);
        assertThat(series.valueAt(0)).isEqualTo(1);
    }
}
