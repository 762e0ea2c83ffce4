package io.holcstore.testkit.contract;

import static io.holcstore.testkit.ChangedZone.NO_SUMMER_TIME;
import static io.holcstore.testkit.ChangedZone.under;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.OnReplicas.all;
import static io.holcstore.testkit.contract.OnReplicas.pull;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.ZoneDataContract.other;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.DefinitionException;
import io.holcstore.files.CsvExport;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.ChangedZone.Data;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source and a replica whose JVMs have different zone data. */
interface ZoneReplicaContract extends OnReplicas {
    private ChunkStore store(Data data, String table, String freq) {
        return under(
                data,
                () -> create(named(
                                define().axis(VERSION)
                                        .axis(KIND)
                                        .chunkBy(ChunkBy.YEAR_MONTH)
                                        .freq(freq)
                                        .tz(NO_SUMMER_TIME),
                                table)
                        .replicated()));
    }

    private static void follow(ChunkStore source, ChunkStore replica, Series expected) {
        pull(source, replica, KeyFilter.all(), "loads");
        assertThat(source.read(BASE).orElseThrow()).isEqualToBitwise(expected);
        assertThat(replica.read(BASE).orElseThrow()).isEqualToBitwise(expected);
    }

    @ParameterizedTest
    @CsvSource({"OLD", "NEW"})
    default void replicasHaveTheInstantsOfTheirSource(Data data) {
        ChunkStore source = store(data, "source", "1h");
        ChunkStore replica = store(other(data), "replica", "1h");
        source.insert(BASE, ZoneDataContract.YEAR);
        follow(source, replica, ZoneDataContract.YEAR);
        assertEqual("source", "replica");

        // written from both sides of the change
        ChunkStore updated = store(other(data), "source", "1h");
        Instant shared = Instant.parse("2023-05-01T05:00:00Z");
        for (int i = 0; i < 40; i++) {
            Instant at = shared.plusSeconds(3600L * (i - 20));
            (i % 2 == 0 ? source : updated)
                    .merge(BASE, Series.builder().add(at, -i - 1).build());
        }
        follow(source, replica, source.read(BASE).orElseThrow());
        source.erase(BASE, TimeRange.of(shared.plusSeconds(36_000), Instant.parse("2023-05-20T05:00:00Z")));
        follow(source, replica, source.read(BASE).orElseThrow());

        Series now = source.read(BASE).orElseThrow();
        assertThat(updated.schema().rezone()).isPositive();
        follow(updated, replica, now);
        assertEqual("source", "replica");
        assertThat(replica.schema().rezone()).isZero();

        source.erase(BASE, TimeRange.of(shared, Instant.parse("2023-10-01T05:00:00Z")));
        follow(source, replica, source.read(BASE).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"OLD", "NEW"})
    default void aReplicaThatLaidItsChunksFollowsOn(Data data) {
        ChunkStore source = store(data, "source", "1h");
        ChunkStore replica = store(other(data), "replica", "1h");
        source.insert(BASE, ZoneDataContract.YEAR);
        follow(source, replica, ZoneDataContract.YEAR);
        assertThat(replica.schema().rezone()).isPositive();
        assertThat(replica.read(BASE).orElseThrow()).isEqualToBitwise(ZoneDataContract.YEAR);
        store(other(data), "source", "1h").schema().rezone();
        follow(source, replica, ZoneDataContract.YEAR);
    }

    @Test
    default void storesOfDaysNeedTheSameData() {
        ChunkStore source = store(Data.OLD, "source", "1d");
        source.insert(
                BASE,
                Series.builder().add(Instant.parse("2023-05-01T05:00:00Z"), 1).build());
        ChunkStore replica = store(Data.NEW, "replica", "1d");
        assertThatThrownBy(() -> under(Data.NEW, () -> replica.replica().apply(all(source))))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("dayStarts")
                .hasMessageContaining("(zone data NEW)")
                .hasMessageContaining("schema().rezone()");
    }

    @Test
    default void daysAreLaidAtTheSourceAndAtTheReplica() {
        ChunkStore source = store(Data.OLD, "source", "1d");
        ChunkStore replica = store(Data.OLD, "replica", "1d");
        source.insert(
                BASE,
                Series.builder().add(Instant.parse("2023-05-01T05:00:00Z"), 1).build());
        pull(source, replica, KeyFilter.all(), "days");
        ChunkStore newSource = under(Data.NEW, () -> open("source"));
        ChunkStore newReplica = under(Data.NEW, () -> open("replica"));
        assertThat(newSource.schema().rezone()).isEqualTo(1);
        assertThat(newReplica.schema().rezone()).isEqualTo(1);
        pull(newSource, newReplica, KeyFilter.all(), "days");
        assertThat(newReplica.read(BASE).orElseThrow())
                .startsAt(Instant.parse("2023-05-01T06:00:00Z"))
                .hasValues(1);
        assertEqual("source", "replica");
    }

    private ChunkStore open(String table) {
        return named(
                        define().axis(VERSION)
                                .axis(KIND)
                                .chunkBy(ChunkBy.YEAR_MONTH)
                                .freq("1d")
                                .tz(NO_SUMMER_TIME),
                        table)
                .replicated()
                .open(dataSource());
    }

    @Test
    default void filesHaveTheInstantsThatWereWritten() {
        ChunkStore source = store(Data.OLD, "source", "1h");
        ChunkStore same = store(Data.NEW, "same", "1h");
        source.insert(BASE, ZoneDataContract.YEAR);
        same.insert(BASE, ZoneDataContract.YEAR);
        assertThat(file(store(Data.NEW, "source", "1h"))).isEqualTo(file(same)).contains("2023-05-01");
    }

    private static String file(ChunkStore store) {
        StringWriter file = new StringWriter();
        CsvExport.of(store).tz("UTC").to(file);
        return file.toString();
    }
}
