package io.holcstore.explorer;

import static io.holcstore.explorer.Shown.start;
import static io.holcstore.explorer.Visitor.encoded;
import static io.holcstore.explorer.Visitor.numbers;
import static io.holcstore.explorer.Visitor.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.holcstore.files.ParquetImport;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.TimeRange;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What every endpoint of the explorer answers, to callers who may see everything and to those who may see a part. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExplorerContract {
    private static final String BASE = "series=m1:base";
    private static final long MARCH_30 = start("2024-03-30").toEpochMilli();
    private static final long MARCH_31 = start("2024-03-31").toEpochMilli();
    private static final long APRIL_2 = start("2024-04-02").toEpochMilli();
    private static final long QUARTER = 900_000;

    private FreshDatabase database;
    private LeakDetectingDataSource dataSource;
    private Shown shown;
    private Explorer explorer;
    private Visitor all;
    private Visitor one;

    @SuppressWarnings("NullAway.Init") // set before all tests
    ExplorerContract() {}

    abstract TestDatabase database();

    @BeforeAll
    final void open() {
        database = database().fresh();
        dataSource = new LeakDetectingDataSource(database.dataSource());
        shown = Shown.create(dataSource);
        explorer = Explorer.of(shown.loads(), shown.readings(), shown.forecasts())
                .authorize(Shown.authorizer())
                .start(0);
        all = new Visitor(explorer.uri(), Shown.ALL);
        one = new Visitor(explorer.uri(), Shown.ONE);
    }

    @AfterAll
    final void end() {
        explorer.close();
        dataSource.assertNothingLeaked();
        database.close();
    }

    @Test
    void storesAreThoseThatTheCallerMayRead() throws Exception {
        JsonNode stores = all.json("api/stores").get("stores");
        assertThat(texts(stores, "name")).containsExactly("loads", "readings", "forecasts");
        assertThat(texts(stores, "kind")).containsExactly("chunk", "keyed", "versioned");
        JsonNode loads = stores.get(0);
        assertThat(texts(loads.get("axes"), "name")).containsExactly("meter", "kind");
        assertThat(texts(loads.get("axes"), "type")).containsExactly("varchar(40)", "varchar(20)");
        assertThat(loads.get("freq").asString()).isEqualTo("15min");
        assertThat(loads.get("freqMillis").asLong()).isEqualTo(QUARTER);
        assertThat(loads.get("zone").asString()).isEqualTo("Europe/Paris");
        assertThat(loads.get("chunkBy").asString()).isEqualTo("YEAR_MONTH");
        assertThat(loads.get("replicated").asBoolean()).isTrue();
        assertThat(stores.get(1).get("freq").isNull()).isTrue();
        assertThat(stores.get(1).get("replicated").asBoolean()).isFalse();
        Visitor loadsOnly = new Visitor(explorer.uri(), Shown.LOADS);
        assertThat(texts(loadsOnly.json("api/stores").get("stores"), "name")).containsExactly("loads");
        assertThat(loadsOnly.refused("api/readings/series", 403)).contains("may not read this store");
        Visitor nobody = new Visitor(explorer.uri(), "");
        assertThat(nobody.refused("api/stores", 401)).contains("bearer token");
        assertThat(nobody.refused("api/loads/series", 401)).contains("bearer token");
        assertThat(nobody.get("api/stores").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
        // what is shown is not told to strangers
        nobody.refused("api/none/series", 401);
    }

    @Test
    void seriesComeInPagesWithTheirFirstAndLastTimes() throws Exception {
        JsonNode page = all.json("api/loads/series?limit=3");
        assertThat(texts(page.get("series"), "id")).containsExactly("m1:a%3Ab%2F%C3%A9+%C3%A7", "m1:base", "m2:base");
        JsonNode base = page.get("series").get(1);
        assertThat(base.get("key").get("meter").asString()).isEqualTo("m1");
        assertThat(base.get("key").get("kind").asString()).isEqualTo("base");
        assertThat(base.get("first").asLong()).isEqualTo(MARCH_30);
        assertThat(base.get("last").asLong()).isEqualTo(APRIL_2 - QUARTER);
        assertThat(page.get("count").asLong()).isEqualTo(4);
        JsonNode rest = all.json(
                "api/loads/series?limit=3&after=" + encoded(page.get("next").asString()));
        assertThat(texts(rest.get("series"), "id")).containsExactly("m2:peak");
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(all.json("api/loads/series?limit=4").get("next").isNull()).isTrue();
        assertThat(texts(all.json("api/readings/series").get("series"), "id")).containsExactly("m1", "m2");
        assertThat(texts(all.json("api/forecasts/series").get("series"), "id")).containsExactly("1", "2");
        assertThat(all.csv("api/loads/series?format=csv"))
                .hasSize(5)
                .startsWith("id,meter,kind,first,last")
                .contains("m2:peak,m2,peak,2024-03-29T23:00:00Z,2024-03-30T22:45:00Z");
    }

    @Test
    void seriesAreFilteredAndSearched() throws Exception {
        JsonNode filtered = all.json("api/loads/series?filter=" + encoded("in:kind:base"));
        assertThat(texts(filtered.get("series"), "id")).containsExactly("m1:base", "m2:base");
        assertThat(filtered.get("count").asLong()).isEqualTo(2);
        JsonNode found = all.json("api/loads/series?search=" + encoded("É Ç"));
        assertThat(texts(found.get("series"), "id")).containsExactly("m1:a%3Ab%2F%C3%A9+%C3%A7");
        assertThat(found.get("count").asLong()).isEqualTo(4);
        JsonNode first = all.json("api/loads/series?search=M2&limit=1");
        assertThat(texts(first.get("series"), "id")).containsExactly("m2:base");
        JsonNode second = all.json("api/loads/series?search=M2&limit=1&after="
                + encoded(first.get("next").asString()));
        assertThat(texts(second.get("series"), "id")).containsExactly("m2:peak");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(all.json("api/loads/series?search=nothing").get("series").isEmpty())
                .isTrue();
        JsonNode theirs = one.json("api/loads/series?search=m");
        assertThat(texts(theirs.get("series"), "id")).containsExactly("m1:base");
        assertThat(theirs.get("count").asLong()).isEqualTo(1);
        assertThat(one.json("api/loads/series?filter=" + encoded("in:meter:m2"))
                        .get("count")
                        .asLong())
                .isZero();
    }

    @Test
    void fewValuesComeAsTheyAre() throws Exception {
        JsonNode values = all.json("api/loads/values?" + BASE + "&series=" + encoded("m1:a%3Ab%2F%C3%A9+%C3%A7")
                + "&from=2024-03-30T23:45&to=2024-03-31T11:00");
        assertThat(values.get("raw").asBoolean()).isTrue();
        assertThat(values.get("bucket").isNull()).isTrue();
        assertThat(values.get("from").asLong()).isEqualTo(MARCH_31 - QUARTER);
        assertThat(values.get("to").asLong()).isEqualTo(MARCH_31 + 10 * 4 * QUARTER);
        JsonNode base = values.get("series").get(0);
        assertThat(base.get("id").asString()).isEqualTo("m1:base");
        assertThat(base.get("t").get(0).asLong()).isEqualTo(MARCH_31 - QUARTER);
        assertThat(numbers(base.get("v"))).hasSize(1 + 4 * 9).containsOnly(1.0); // the gap is at the end
        assertThat(numbers(values.get("series").get(1).get("v"))).containsExactly(2.0);
        JsonNode change = values.get("clockChanges");
        assertThat(change.size()).isEqualTo(1);
        assertThat(change.get(0).get("at").asLong()).isEqualTo(MARCH_31 + 2 * 4 * QUARTER);
        assertThat(change.get(0).get("offsetBefore").asString()).isEqualTo("+01:00");
        assertThat(change.get(0).get("offsetAfter").asString()).isEqualTo("+02:00");
        JsonNode whole = all.json("api/loads/values?" + BASE);
        assertThat(whole.get("from").asLong()).isEqualTo(MARCH_30);
        assertThat(whole.get("to").asLong()).isEqualTo(APRIL_2);
        assertThat(numbers(whole.get("series").get(0).get("v")))
                .hasSize(284)
                .filteredOn(value -> value.isNaN())
                .hasSize(4);
        // the same by milliseconds and by an offset
        JsonNode same = all.json(
                "api/loads/values?" + BASE + "&from=" + MARCH_31 + "&to=" + encoded("2024-03-31T01:00:00+01:00"));
        assertThat(numbers(same.get("series").get(0).get("v"))).hasSize(4);
        assertThat(all.csv("api/loads/values?format=csv&from=2024-03-31&to=2024-03-31T00:30&" + BASE))
                .containsExactly(
                        "series,time,value", "m1:base,2024-03-30T23:00:00Z,1.0", "m1:base,2024-03-30T23:15:00Z,1.0");
    }

    @Test
    void manyValuesComeInBuckets() throws Exception {
        JsonNode values = all.json("api/loads/values?buckets=100&" + BASE + "&series=m2:base");
        assertThat(values.get("raw").asBoolean()).isFalse();
        assertThat(values.get("bucket").asString()).isEqualTo("1h");
        assertThat(values.get("bucketMillis").asLong()).isEqualTo(3_600_000);
        JsonNode base = values.get("series").get(0);
        assertThat(numbers(base.get("count")))
                .hasSize(71)
                .filteredOn(n -> n == 0)
                .hasSize(1);
        assertThat(numbers(base.get("min")).get(96 / 4 + 9)).isNaN(); // the gap
        assertThat(numbers(base.get("mean")).get(0)).isEqualTo(1);
        assertThat(base.get("t").get(1).asLong()).isEqualTo(MARCH_30 + 4 * QUARTER);
        JsonNode other = values.get("series").get(1);
        assertThat(other.get("t")).isEqualTo(base.get("t"));
        assertThat(numbers(other.get("max")).get(0)).isEqualTo(3);
        assertThat(numbers(other.get("max")).get(70)).isNaN();
        JsonNode years = all.json("api/loads/values?buckets=100&from=1900-01-01&to=2100-01-01&" + BASE);
        assertThat(years.get("bucket").asString()).isEqualTo("10year");
        assertThat(years.get("bucketMillis").isNull()).isTrue();
        assertThat(all.csv("api/loads/values?format=csv&buckets=100&" + BASE))
                .hasSize(72)
                .startsWith("series,time,min,max,mean,count", "m1:base,2024-03-29T23:00:00Z,1.0,1.0,1.0,4")
                .contains("m1:base,2024-03-31T08:00:00Z,,,,0");
    }

    @Test
    void bucketsOfAYearHoldWhatTheValuesHold() throws Exception {
        ChunkStore loads = shown.loads();
        Series year = ExplorerDemo.load(1, 1);
        try {
            loads.merge(loads.key("year", "base"), year);
            JsonNode values = all.json("api/loads/values?series=year:base");
            assertThat(values.get("bucket").asString()).isEqualTo("6h");
            JsonNode series = values.get("series").get(0);
            List<Double> counts = numbers(series.get("count"));
            assertThat(counts.size()).isBetween(1000, 2000);
            assertThat(counts.stream().mapToDouble(n -> n).sum()).isEqualTo(year.valueCount());
            assertThat(numbers(series.get("max")).stream()
                            .mapToDouble(n -> n)
                            .filter(n -> !Double.isNaN(n))
                            .max())
                    .hasValue(Arrays.stream(year.values())
                            .filter(n -> !Double.isNaN(n))
                            .max()
                            .orElseThrow());
            TimeRange morning =
                    TimeRange.of(start("2023-05-01"), start("2023-05-01").plusSeconds(6 * 3600));
            double mean = Arrays.stream(year.slice(morning).values()).average().orElseThrow();
            int at = (int) ((morning.startMillis() - series.get("t").get(0).asLong()) / (6 * 3_600_000)) + 1;
            int bucket = series.get("t").get(at).asLong() == morning.startMillis() ? at : at - 1;
            assertThat(series.get("t").get(bucket).asLong()).isEqualTo(morning.startMillis());
            assertThat(numbers(series.get("mean")).get(bucket)).isEqualTo(mean);
        } finally {
            loads.delete(List.of(loads.key("year", "base")));
        }
    }

    @Test
    void valuesOfStoresWithoutAStep() throws Exception {
        JsonNode values = all.json("api/readings/values?series=m1&series=m2");
        assertThat(values.get("raw").asBoolean()).isTrue();
        assertThat(numbers(values.get("series").get(0).get("v"))).containsExactly(5.5, Double.POSITIVE_INFINITY);
        assertThat(values.get("clockChanges").isEmpty()).isTrue(); // their zone is UTC
        assertThat(all.csv("api/readings/values?format=csv&series=m1")).contains("m1,2024-03-31T00:00:00Z,Infinity");
        assertThat(numbers(all.json("api/forecasts/values?series=1&to=2024-03-30T00:30")
                        .get("series")
                        .get(0)
                        .get("v")))
                .containsExactly(11.0, 11.0);
    }

    @Test
    void valuesOfVersions() throws Exception {
        String half = "&from=2024-03-30&to=2024-03-30T00:15";
        assertThat(numbers(all.json("api/forecasts/values?series=1&version=0" + half)
                        .get("series")
                        .get(0)
                        .get("v")))
                .containsExactly(10.0);
        JsonNode versions = all.json("api/forecasts/versions?series=1").get("versions");
        assertThat(versions.size()).isEqualTo(2);
        assertThat(versions.get(0).get("number").asInt()).isEqualTo(1);
        assertThat(versions.get(1).get("from").asLong()).isEqualTo(MARCH_30);
        assertThat(versions.get(1).get("to").asLong()).isEqualTo(MARCH_31 - QUARTER);
        Instant first = Instant.ofEpochMilli(versions.get(1).get("createdAt").asLong());
        Instant before = first.minusSeconds(3600);
        assertThat(numbers(all.json("api/forecasts/values?series=1&asOf=" + before + half)
                        .get("series")
                        .get(0)
                        .get("v")))
                .isEmpty();
        assertThat(numbers(all.json("api/forecasts/values?series=1&version=1&buckets=100&from=2024-03-30&to=2024-04-30")
                        .get("series")
                        .get(0)
                        .get("v")))
                .hasSize(96);
        assertThat(all.refused("api/forecasts/values?series=1&asOf=9000-01-01", 400))
                .contains("may still change");
        assertThat(all.refused("api/forecasts/values?series=1&asOf=2024-01-01&version=1", 400))
                .contains("do not go together");
        assertThat(all.refused("api/loads/values?version=1&" + BASE, 409)).contains("loads has no versions");
        assertThat(all.refused("api/loads/versions?" + BASE, 409)).contains("loads has no versions");
        one.json("api/forecasts/versions?series=1");
        one.refused("api/forecasts/versions?series=2", 404);
    }

    @Test
    void totalsOfDaysMonthsAndYears() throws Exception {
        JsonNode days = all.json("api/loads/totals?" + BASE).get("series").get(0);
        assertThat(days.get("id").asString()).isEqualTo("m1:base");
        assertThat(days.get("label").get(1).asString()).isEqualTo("2024-03-31");
        assertThat(days.get("t").get(1).asLong()).isEqualTo(MARCH_31);
        assertThat(numbers(days.get("sum"))).containsExactly(96.0, 88.0, 96.0);
        assertThat(numbers(days.get("count"))).containsExactly(96.0, 88.0, 96.0);
        assertThat(numbers(days.get("mean"))).containsExactly(1.0, 1.0, 1.0);
        JsonNode months =
                all.json("api/loads/totals?by=month&" + BASE).get("series").get(0);
        assertThat(texts(all.json("api/loads/totals?by=month").get("series"), "id"))
                .hasSize(4);
        assertThat(months.get("label").get(0).asString()).isEqualTo("2024-03");
        assertThat(numbers(months.get("sum"))).containsExactly(184.0, 96.0);
        JsonNode across = all.json("api/loads/totals?by=year&across=true").get("series");
        assertThat(across.size()).isEqualTo(1);
        assertThat(across.get(0).get("id").isNull()).isTrue();
        assertThat(across.get(0).get("label").get(0).asString()).isEqualTo("2024");
        assertThat(numbers(across.get(0).get("sum"))).containsExactly(280.0 + 96 * (2 + 3 + 4));
        assertThat(numbers(all.json("api/loads/totals?by=year&across=true&series=m2:base&series=m2:peak")
                        .get("series")
                        .get(0)
                        .get("sum")))
                .containsExactly(96.0 * 7);
        assertThat(all.refused("api/loads/totals?across=true&" + BASE + "&series=m2:peak", 409))
                .contains("no filter matches");
        assertThat(all.csv("api/loads/totals?format=csv&by=month&" + BASE))
                .containsExactly(
                        "series,month,time,sum,mean,min,max,count",
                        "m1:base,2024-03,2024-02-29T23:00:00Z,184.0,1.0,1.0,1.0,184",
                        "m1:base,2024-04,2024-03-31T22:00:00Z,96.0,1.0,1.0,1.0,96");
        assertThat(numbers(all.json("api/readings/totals?series=m2")
                        .get("series")
                        .get(0)
                        .get("sum")))
                .containsExactly(6.0);
        assertThat(numbers(all.json("api/forecasts/totals?series=1&by=year")
                        .get("series")
                        .get(0)
                        .get("sum")))
                .containsExactly(96.0 * 11);
        assertThat(all.json("api/loads/totals?filter=" + encoded("in:meter:none"))
                        .get("series")
                        .isEmpty())
                .isTrue();
        assertThat(numbers(one.json("api/loads/totals?by=year&across=true")
                        .get("series")
                        .get(0)
                        .get("sum")))
                .containsExactly(280.0);
        assertThat(texts(one.json("api/loads/totals?by=year").get("series"), "id"))
                .containsExactly("m1:base");
        one.refused("api/loads/totals?series=m2:base", 404);
    }

    @Test
    void gapsWithTheDaysOfTheZone() throws Exception {
        JsonNode gaps = all.json("api/loads/gaps?" + BASE + "&to=2024-04-02");
        assertThat(texts(gaps.get("days"), "day")).containsExactly("2024-03-30", "2024-03-31", "2024-04-01");
        assertThat(texts(gaps.get("days"), "expected")).containsExactly("96", "92", "96");
        assertThat(texts(gaps.get("days"), "present")).containsExactly("96", "88", "96");
        assertThat(gaps.get("gaps").size()).isEqualTo(1);
        assertThat(gaps.get("gaps").get(0).get("from").asLong()).isEqualTo(MARCH_31 + 9 * 4 * QUARTER);
        assertThat(gaps.get("gaps").get(0).get("to").asLong()).isEqualTo(MARCH_31 + 10 * 4 * QUARTER);
        assertThat(gaps.get("more").asBoolean()).isFalse();
        JsonNode autumn = all.json("api/loads/gaps?from=2024-10-27T01:00&to=2024-10-28T00:10&" + BASE);
        assertThat(texts(autumn.get("days"), "expected")).containsExactly("96", "1");
        assertThat(all.refused("api/loads/gaps?from=2000-01-01&to=2024-01-01&" + BASE, 400))
                .contains("10 years");
        assertThat(all.refused("api/readings/gaps?series=m1", 409)).contains("readings has no regular step");
        one.refused("api/loads/gaps?series=m2:base", 404);
    }

    @Test
    void statistics() throws Exception {
        JsonNode statistics = all.json("api/loads/statistics");
        assertThat(statistics.get("series").asLong()).isEqualTo(4);
        assertThat(statistics.get("rows").asLong()).isEqualTo(5);
        assertThat(statistics.get("values").asLong()).isEqualTo(280 + 3 * 96);
        double bytes = statistics.get("bytes").asDouble();
        assertThat(statistics.get("bytesPerValue").asDouble()).isEqualTo(bytes / 568);
        assertThat(statistics.get("ratio").asDouble()).isEqualTo(16.0 * 568 / bytes);
        assertThat(one.json("api/loads/statistics").get("values").asLong()).isEqualTo(280);
        assertThat(one.json("api/readings/statistics").get("series").asLong()).isEqualTo(1);
        assertThat(one.json("api/forecasts/statistics").get("series").asLong()).isEqualTo(1);
        JsonNode none = all.json("api/loads/statistics?filter=" + encoded("in:meter:none"));
        assertThat(none.get("series").asLong()).isZero();
        assertThat(none.get("bytesPerValue").isNull()).isTrue();
        assertThat(none.get("first").isNull()).isTrue();
    }

    @Test
    void theFeedIsMeasuredByACursor() throws Exception {
        JsonNode unknown = all.json("api/loads/feed");
        assertThat(unknown.get("pending").isNull()).isTrue();
        assertThat(unknown.get("last").isNull()).isTrue();
        String cursor = unknown.get("next").asString(); // behind the first of five changes
        JsonNode behind = all.json("api/loads/feed?cursor=" + cursor);
        assertThat(behind.get("pending").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(behind.get("last").isNull()).isFalse();
        assertThat(all.json("api/loads/feed?cursor=" + behind.get("next").asString())
                        .get("pending")
                        .asInt())
                .isZero();
        assertThat(all.refused("api/loads/feed?cursor=x", 400)).contains("x");
        assertThat(all.refused("api/readings/feed", 409)).contains("readings is not replicated");
        // a cursor of other series is not theirs
        assertThat(one.refused("api/loads/feed?cursor=" + cursor, 409)).contains("filter");
        String theirs = one.json("api/loads/feed").get("next").asString();
        assertThat(one.json("api/loads/feed?cursor=" + theirs).get("pending").asInt())
                .isBetween(1, 2); // of the two chunks that they may see
    }

    @Test
    void exportsAreFiles(@TempDir Path folder) throws Exception {
        HttpResponse<String> csv =
                all.get("api/loads/export?from=2024-03-30&to=2024-03-30T00:15&" + BASE + "&series=m2:peak");
        assertThat(csv.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"loads.csv\"");
        assertThat(csv.body().lines())
                .containsExactly(
                        "meter,kind,time,value",
                        "m1,base,2024-03-30T00:00:00+01:00,1",
                        "m2,peak,2024-03-30T00:00:00+01:00,4");
        assertThat(all.csv("api/loads/export")).hasSize(1 + 568);
        assertThat(one.csv("api/loads/export")).hasSize(1 + 280);
        one.refused("api/loads/export?series=m2:peak", 404);
        HttpResponse<byte[]> parquet = one.file("api/loads/export?format=parquet");
        assertThat(parquet.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"loads.parquet\"");
        Path file = folder.resolve("loads.parquet");
        Files.write(file, parquet.body());
        Series before = shown.loads().read(shown.loads().key("m1", "base")).orElseThrow();
        assertThat(ParquetImport.read(file).into(shown.loads()).values()).isEqualTo(280);
        assertThat(shown.loads().read(shown.loads().key("m1", "base"))).contains(before);
        assertThat(all.refused("api/loads/export?format=parquet&" + BASE + "&series=m2:peak", 409))
                .contains("no filter matches");
        assertThat(all.csv("api/readings/export?filter=" + encoded("in:meter:m2")))
                .containsExactly("meter,time,value", "m2,2024-03-30T01:02:03Z,6");
        assertThat(all.refused("api/forecasts/export", 409)).contains("format=csv");
    }

    @Test
    void aSeriesThatIsNotForTheCallerLooksLikeOneThatIsNotThere() throws Exception {
        String theirs = one.refused("api/loads/values?series=m2:base", 404);
        String absent = one.refused("api/loads/values?series=m2:none", 404);
        assertThat(theirs).isEqualTo(absent.replace("none", "base"));
        assertThat(numbers(one.json("api/loads/values?" + BASE)
                        .get("series")
                        .get(0)
                        .get("v")))
                .hasSize(284);
        one.refused("api/readings/values?series=m2", 404);
        one.refused("api/forecasts/values?series=2&version=0", 404);
    }

    @Test
    void withoutAnAuthorizerItIsForThisMachineAlone() throws Exception {
        try (Explorer open = Explorer.of(shown.loads()).start(0)) {
            assertThat(open.address().getAddress().isLoopbackAddress()).isTrue();
            assertThat(new Visitor(open.uri(), "")
                            .json("api/stores")
                            .get("stores")
                            .size())
                    .isEqualTo(1);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> Explorer.of(shown.loads()).start(new InetSocketAddress("0.0.0.0", 0)))
                .withMessageContaining("authorize(bearer(token))");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ExplorerServlet(Explorer.of(shown.loads())))
                .withMessageContaining("authorize(bearer(token))");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explorer.of(shown.loads(), shown.readings(), shown.loads()))
                .withMessageContaining("two stores have the name loads");
        assertThatIllegalArgumentException().isThrownBy(Explorer::of).withMessageContaining("no stores");
        assertThat(shown.loads().count(KeyFilter.all())).isEqualTo(4);
    }
}
