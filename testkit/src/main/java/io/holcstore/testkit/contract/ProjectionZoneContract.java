package io.holcstore.testkit.contract;

import static io.holcstore.testkit.ChangedZone.NO_SUMMER_TIME;
import static io.holcstore.testkit.ChangedZone.under;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.KeyFilter;
import io.holcstore.projection.Projection;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.ChangedZone;
import io.holcstore.testkit.ChangedZone.Data;
import io.holcstore.testkit.ProjectedRows;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Projections of chunks that another JVM wrote, whose zone data lays them elsewhere. */
interface ProjectionZoneContract extends OnDatabase {
    private ChunkStore store(Data data) {
        return under(
                data,
                () -> create(define().axis(VERSION)
                        .axis(KIND)
                        .chunkBy(ChunkBy.YEAR_MONTH)
                        .freq("1h")
                        .tz(NO_SUMMER_TIME)
                        .replicated()
                        .table("shifted")));
    }

    private void assertRefreshed(ChunkStore store, String after) {
        under(Data.NEW, () -> {
            Projection daily = store.projection("shifted_days").by("1d");
            daily.schema().createIfMissing();
            return daily.refresh();
        });
        ProjectedRows expected = under(Data.NEW, () -> {
            ProjectedRows rows = new ProjectedRows(ChangedZone.zone(NO_SUMMER_TIME));
            store.aggregate(KeyFilter.all(), TimeRange.all()).by("1d").forEach(rows::add);
            return rows;
        });
        ProjectedRows.assertEqual(ProjectedRows.of(dataSource(), "shifted_days"), expected.rows(), after);
    }

    /** May begins an hour earlier by the old data: its first hour lies in April by the new data. */
    @Test
    default void rowsOfAChunkThatReachesIntoAnotherGoWithIt() {
        ChunkStore old = store(Data.OLD);
        ChunkStore now = store(Data.NEW);
        Series may = ZoneDataContract.series("2023-05-01T05:00:00Z", 744);
        old.insert(BASE, may);
        assertRefreshed(now, "insert");
        old.merge(BASE, ZoneDataContract.series("2023-05-01T05:00:00Z", 1).times(7));
        assertRefreshed(now, "merge");
        old.delete(KIND.is("base"));
        assertRefreshed(now, "delete");
        assertThat(ProjectedRows.of(dataSource(), "shifted_days")).isEmpty();
        old.insert(BASE, may);
        assertRefreshed(now, "insert again");
        now.erase(BASE, TimeRange.until(Instant.parse("2023-05-01T06:00:00Z")));
        assertRefreshed(now, "erase of the hour that reached into April");
        old.insert(Samples.PEAK, may);
        assertRefreshed(now, "another insert");
        now.replace(Samples.PEAK, ZoneDataContract.series("2023-05-03T05:00:00Z", 10));
        assertRefreshed(now, "replace");
    }

    @Test
    default void otherDaysAreRefused() {
        ChunkStore old = store(Data.OLD);
        under(Data.OLD, () -> {
            old.projection("shifted_days").by("1d").schema().createIfMissing();
            return old.projection("shifted_days").by("1d").refresh();
        });
        ChunkStore now = store(Data.NEW);
        assertThatThrownBy(() -> under(
                        Data.NEW, () -> now.projection("shifted_days").by("1d").refresh()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("dayStarts")
                .hasMessageContaining("(zone data NEW)");
    }

    /** By other data, a chunk that is written again says no longer that it reached into another month. */
    @Test
    default void otherDaysOfTheStoreAreRefusedInEachZone() {
        ChunkStore old = store(Data.OLD);
        ChunkStore now = store(Data.NEW);
        old.insert(BASE, ZoneDataContract.series("2023-05-01T05:00:00Z", 744));
        under(Data.OLD, () -> {
            Projection hourly = old.projection("utc_hours").by("1h").in(ZoneOffset.UTC);
            hourly.schema().createIfMissing();
            return hourly.refresh();
        });
        now.replace(BASE, ZoneDataContract.series("2023-05-01T08:00:00Z", 2));
        Projection hourly =
                under(Data.NEW, () -> now.projection("utc_hours").by("1h").in(ZoneOffset.UTC));
        assertThatThrownBy(() -> under(Data.NEW, hourly::refresh))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("storeDayStarts")
                .hasMessageContaining("(zone data NEW)");
        under(Data.NEW, () -> {
            hourly.schema().drop();
            hourly.schema().createIfMissing();
            return hourly.refresh();
        });
        assertThat(ProjectedRows.of(dataSource(), "utc_hours"))
                .hasSize(2)
                .allMatch(row -> row.startsWith("1 | base | 2023-05-01T0"));
    }
}
