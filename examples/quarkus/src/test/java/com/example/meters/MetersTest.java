package com.example.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.http.SyncClient;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole application on a PostgreSQL server, asked over HTTP. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
class MetersTest {
    private static final Instant MIDNIGHT = Instant.parse("2024-03-30T23:00:00Z");

    @Inject
    ChunkStore loads;

    @Inject
    MeterService service;

    @Inject
    DataSource dataSource;

    @TestHTTPResource
    URI address;

    private static Series quarters(double... values) {
        return Series.regular(MIDNIGHT.atZone(ZoneOffset.UTC), Frequency.parse("15min"), values);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address.resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @BeforeEach
    void empty() {
        loads.delete(KeyFilter.all());
    }

    @Test
    void flywayRunsTheScriptOfTheDefinition() {
        loads.schema().verify();
    }

    @Test
    void aTransactionStoresBothOrNone() throws SQLException {
        service.store("m1", quarters(1, 2), "grid");
        assertThatThrownBy(() -> service.store("m1", quarters(3), "a name that is longer than 20 characters"))
                .hasStackTraceContaining("value too long");
        assertThat(loads.read(loads.key("m1"))).contains(quarters(1, 2));
    }

    @Test
    void monthsAreJson() throws IOException, InterruptedException {
        loads.merge(loads.key("m1"), quarters(1, 2));
        assertThat(get("/meters/m1/months/2024-03")).startsWith("[null,").contains("null,1.0,2.0,null");
    }

    @Test
    void anotherSitePulls() {
        loads.merge(loads.key("m1"), quarters(1, 2));
        ChunkStore copy = Store.define()
                .axis(Loads.METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz("Europe/Paris")
                .replicated()
                .table("copy_of_load")
                .open(dataSource);
        copy.schema().createIfMissing();
        SyncClient.builder(address.resolve("/sync/loads"))
                .into(copy)
                .bearerToken("secret")
                .build()
                .pull();
        assertThat(copy.read(loads.key("m1"))).contains(quarters(1, 2));
    }

    @Test
    void healthAndMetersAreThere() throws IOException, InterruptedException {
        loads.merge(loads.key("m1"), quarters(1));
        assertThat(get("/q/health/ready")).contains("\"name\": \"loads\"").contains("\"status\": \"UP\"");
        assertThat(get("/q/metrics"))
                .contains("holcstore_verb_seconds_count{outcome=\"done\",store=\"meter_load\",verb=\"merge\"}");
    }
}
