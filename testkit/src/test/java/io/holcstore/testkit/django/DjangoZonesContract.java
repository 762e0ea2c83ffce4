package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.ChangedZone;
import io.holcstore.testkit.ChangedZone.Data;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zone data that changes, and offsets with seconds, beside what the Python application wants of its tables. */
abstract class DjangoZonesContract extends OnRecordedTable {
    private static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(10));
    private static final SeriesKey KEY = SeriesKey.of(METER.is("a"));
    private static final int MAY = 2023 * 12 + 4;

    DjangoZonesContract(TestDatabase database) {
        super(database);
    }

    private ChunkStore open(Data data, String zone) {
        return ChangedZone.under(data, () -> {
            ChunkStore store = Store.onDjangoTable("app", "Plain")
                    .axis(METER)
                    .chunkBy(ChunkBy.YEAR_MONTH)
                    .freq("1h")
                    .tz(zone)
                    .open(db.dataSource());
            store.schema().createIfMissing();
            return store;
        });
    }

    /** Values of May and August under the former rules, and rows of NaN between them. */
    private ChunkStore withHoles() {
        open(Data.OLD, ChangedZone.NO_SUMMER_TIME).insert(KEY, at("2023-05-10T00:00:00Z", "2023-08-10T00:00:00Z"));
        return open(Data.NEW, ChangedZone.NO_SUMMER_TIME);
    }

    private static Series at(String... times) {
        Series.Builder series = Series.builder();
        for (int i = 0; i < times.length; i++) {
            series.add(Instant.parse(times[i]), i + 1);
        }
        return series.build();
    }

    private List<Integer> chunks(ChunkStore store) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT \"chunk_index\" FROM \"" + store.definition().name() + "\" ORDER BY \"chunk_index\"")) {
            List<Integer> chunks = new ArrayList<>();
            while (rows.next()) {
                chunks.add(rows.getInt(1));
            }
            return chunks;
        }
    }

    private void assertNoHole(ChunkStore store) throws SQLException {
        assertThat(chunks(store)).containsExactly(MAY, MAY + 1, MAY + 2, MAY + 3);
    }

    @Test
    void rezoneKeepsRowsOfNan() throws SQLException {
        ChunkStore store = withHoles();
        assertThat(store.schema().rezone()).isPositive();
        assertNoHole(store);
    }

    @Test
    void aMergeKeepsRowsOfNan() throws SQLException {
        ChunkStore store = withHoles();
        store.merge(KEY, at("2023-08-01T06:00:00Z"));
        assertNoHole(store);
    }

    @Test
    void anEraseKeepsRowsOfNan() throws SQLException {
        ChunkStore store = withHoles();
        store.erase(KEY, TimeRange.of(Instant.parse("2023-06-10T06:00:00Z"), Instant.parse("2023-06-11T06:00:00Z")));
        assertNoHole(store);
    }

    @Test
    void anEraseBesideARowOfOtherZoneDataLooksAtItAsItLies() {
        open(Data.OLD, ChangedZone.NO_SUMMER_TIME).insert(KEY, at("2023-10-10T00:00:00Z", "2023-11-20T00:00:00Z"));
        ChunkStore store = open(Data.NEW, ChangedZone.NO_SUMMER_TIME);
        TimeRange range = TimeRange.of(Instant.parse("2023-11-15T06:00:00Z"), Instant.parse("2023-11-30T06:00:00Z"));
        assertThat(store.erase(KEY, range).points()).isEqualTo(1);
        Series left = store.read(KEY).orElseThrow();
        assertThat(left.valueCount()).isEqualTo(1);
        assertThat(left.epochMillisAt(0))
                .isEqualTo(Instant.parse("2023-10-10T00:00:00Z").toEpochMilli());
    }

    @Test
    void timesWhereAnOffsetHasSeconds() {
        ChunkStore store = open(Data.NEW, "Europe/Paris");
        store.insert(KEY, at("1905-05-09T23:50:39Z", "1905-06-09T23:50:39Z"));
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(Instant.parse("1905-05-09T23:50:39Z"));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Instant.parse("1905-06-09T23:50:39Z"));
        assertThat(store.read(KEY).orElseThrow().valueCount()).isEqualTo(2);
    }
}
