package com.example.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.OffGridException;
import io.holcstore.http.SyncClient;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Dialect;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application on a PostgreSQL server, asked over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.security.user.name=anna",
            "spring.security.user.password=secret",
            "spring.security.user.roles=USER,SITE,ACTUATOR"
        })
class MetersApplicationTest {
    private static final EmbeddedPostgres SERVER = start();
    private static final Instant MIDNIGHT = Instant.parse("2024-03-30T23:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private ChunkStore loads;

    @Autowired
    private MeterService service;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    @Value("${local.server.port}")
    private int port;

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> SERVER.getJdbcUrl("postgres", "postgres"));
        registry.add("spring.datasource.username", () -> "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
    }

    @BeforeEach
    void empty() {
        loads.delete(KeyFilter.all());
        jdbc.update("delete from delivery");
        jdbc.update("delete from arrival");
    }

    private static Series quarters(double... values) {
        return Series.regular(MIDNIGHT.atZone(ZoneOffset.UTC), Frequency.parse("15min"), values);
    }

    private HttpResponse<String> get(String path, String credentials) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!credentials.isEmpty()) {
            byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, "anna:secret");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** The script in the sources is the one of the definition. */
    @Test
    void flywayRunsTheScriptOfTheDefinition() throws IOException {
        String script = Files.readString(Path.of("src/main/resources/db/migration/V1__meters.sql"));
        assertThat(script).contains(Loads.DEFINITION.ddl(Dialect.POSTGRESQL));
        loads.schema().verify();
    }

    @Test
    void aTransactionStoresBothOrNone() {
        service.store("m1", quarters(1, 2), "grid");
        assertThat(loads.read(loads.key("m1"))).contains(quarters(1, 2));
        Series off = Series.builder().add(MIDNIGHT.plusSeconds(1), 1).build();
        assertThatThrownBy(() -> service.store("m1", off, "grid")).isInstanceOf(OffGridException.class);
        assertThatThrownBy(() -> service.store("m1", quarters(3), "a name that is longer than 20 characters"))
                .isInstanceOf(DataAccessException.class);
        assertThat(loads.read(loads.key("m1"))).contains(quarters(1, 2));
        assertThat(jdbc.queryForObject("select count(*) from delivery", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void mergesWhatHasArrivedForTenThousandMeters() {
        jdbc.batchUpdate(
                "insert into arrival (meter, at, kwh) select ?, ?::timestamptz + n * interval '15 minutes', n"
                        + " from generate_series(0, 3) n",
                IntStream.range(0, 10_000)
                        .mapToObj(i -> new Object[] {"m" + i, MIDNIGHT.toString()})
                        .toList());
        service.mergeArrivals();
        assertThat(loads.count(KeyFilter.all())).isEqualTo(10_000);
        assertThat(loads.read(loads.key("m9999"))).contains(quarters(0, 1, 2, 3));
        assertThat(jdbc.queryForObject("select count(*) from arrival", Integer.class))
                .isZero();
    }

    @Test
    void monthsAndTotalsAreJson() throws IOException, InterruptedException {
        service.store("m1", quarters(1, 2), "grid");
        service.store("m2", quarters(4), "grid");
        String month = get("/meters/m1/months/2024-03");
        assertThat(month).startsWith("{\"start\":\"2024-02-29T23:00:00Z\",\"stepSeconds\":900,\"kwh\":[null,");
        ZonedDateTime end = ZonedDateTime.of(2024, 4, 1, 0, 0, 0, 0, ZoneId.of("Europe/Paris"));
        assertThat(month.chars().filter(c -> c == ',').count() + 1 - 2)
                .as("of a month with a short day")
                .isEqualTo((end.toEpochSecond() - Instant.parse("2024-02-29T23:00:00Z").getEpochSecond()) / 900);
        assertThat(month).contains("null,1.0,2.0,null");
        assertThat(get("/totals/2024")).contains("\"2024-03\":7.0");
        assertThat(get("/totals/2024", "").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherSitePulls() {
        service.store("m1", quarters(1, 2), "grid");
        ChunkStore copy = Store.define()
                .axis(Loads.METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz("Europe/Paris")
                .replicated()
                .table("copy_of_load")
                .open(dataSource);
        copy.schema().createIfMissing();
        HttpClient anna = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("anna", "secret".toCharArray());
                    }
                })
                .build();
        SyncClient.builder(URI.create("http://localhost:" + port + "/sync/loads"))
                .into(copy)
                .httpClient(anna)
                .build()
                .pull();
        assertThat(copy.read(loads.key("m1"))).contains(quarters(1, 2));
    }

    @Test
    void theExplorerShowsTheStoreToItsUsers() throws IOException, InterruptedException {
        service.store("m1", quarters(1, 2), "grid");
        assertThat(get("/explorer/")).contains("<title>");
        assertThat(get("/explorer/api/meter_load/series")).contains("\"id\":\"m1\"");
        assertThat(get("/explorer/", "").statusCode()).isEqualTo(401);
        assertThat(get("/explorer/api/stores", "").statusCode()).isEqualTo(401);
    }

    @Test
    void actuatorShowsHealthAndMeters() throws IOException, InterruptedException {
        service.store("m1", quarters(1), "grid");
        assertThat(get("/actuator/health")).contains("\"loads\":{").contains("tookMillis");
        assertThat(get("/actuator/metrics/holcstore.verb?tag=verb:merge&tag=outcome:done"))
                .contains("meter_load")
                .contains("COUNT");
        jdbc.execute("alter table meter_load rename to gone");
        try {
            HttpResponse<String> down = get("/actuator/health", "anna:secret");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.body()).contains("SchemaMismatchException");
        } finally {
            jdbc.execute("alter table gone rename to meter_load");
        }
    }
}
