package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.dailies;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.WriteResult;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Replace: the series becomes exactly the new one. */
interface ReplaceContract extends OnDatabase {
    /** Every day of so many months from January 1990 on. */
    static Series months(int count, double first) {
        LocalDate start = LocalDate.of(1990, 1, 1);
        int days = (int) ChronoUnit.DAYS.between(start, start.plusMonths(count));
        return dailies("1990-01-01", ramp(days, first));
    }

    @Test
    default void replaceMakesASeriesThatIsAbsent() {
        ChunkStore store = createLoads();
        assertThat(store.replace(BASE, hours("2024-01-31T23:00", 1, 2)).chunksInserted())
                .isEqualTo(2);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-31T23:00", 1, 2));
    }

    @Test
    default void replaceLeavesNothingOfTheOldSeries() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.insert(PEAK, hours("2024-01-31T22:00", 1, 2, 3, 4));
        WriteResult result = store.replace(BASE, hours("2024-01-31T22:00", NONE, 20));
        assertThat(result).isEqualTo(new WriteResult(0, 1, 0, 1, 1, result.bytes()));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-31T23:00", 20));
        assertThat(store.read(PEAK).orElseThrow()).hasSize(4);
    }

    @Test
    default void replaceMovesASeriesToOtherMonths() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2020-12-31T23:00", 1, 2));
        WriteResult result = store.replace(BASE, hours("2024-01-31T23:00", 3, 4));
        assertThat(result).isEqualTo(new WriteResult(2, 0, 0, 2, 2, result.bytes()));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-31T23:00", 3, 4));
        assertThat(number("SELECT COUNT(*) FROM \"load_curve\"")).isEqualTo(2);
    }

    @Test
    default void replaceLeavesChunksThatStayTheSameUnwritten() {
        ChunkStore store = create(days());
        store.insert(BASE, months(12, 0));
        agingRows("days");
        double[] corrected = months(12, 0).values();
        corrected[40] = -1;
        WriteResult result = store.replace(BASE, dailies("1990-01-01", corrected));
        assertThat(result).isEqualTo(new WriteResult(0, 1, 11, 0, 365, result.bytes()));
        assertThat(rowsWrittenSince("days")).isEqualTo(1);
    }

    @Test
    default void replaceOfHundredsOfChunks() {
        replacesHundredsOfChunks(days(), 0);
    }

    @Test
    default void replaceOfHundredsOfChunksInAReplicatedStore() {
        replacesHundredsOfChunks(days().replicated(), 150);
    }

    private void replacesHundredsOfChunks(StoreBuilder definition, int tombstones) {
        ChunkStore store = create(definition);
        store.insert(PEAK, months(3, 7));
        assertThat(store.insert(BASE, months(400, 0)).chunksInserted()).isEqualTo(400);
        WriteResult other = store.replace(BASE, months(400, 0.5));
        assertThat(other).isEqualTo(new WriteResult(0, 400, 0, 0, other.points(), other.bytes()));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(months(400, 0.5));
        assertThat(liveAndDead()).isEqualTo("403 0");

        WriteResult shorter = store.replace(BASE, months(250, 0.25));
        assertThat(shorter).isEqualTo(new WriteResult(0, 250, 0, 150, shorter.points(), shorter.bytes()));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(months(250, 0.25));
        assertThat(liveAndDead()).isEqualTo("253 " + tombstones);

        WriteResult longer = store.replace(BASE, months(400, 0.25));
        assertThat(longer).isEqualTo(new WriteResult(150, 0, 250, 0, longer.points(), longer.bytes()));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(months(400, 0.25));
        assertThat(liveAndDead()).isEqualTo("403 0");
        assertThat(store.read(PEAK).orElseThrow()).isEqualToBitwise(months(3, 7));
    }

    private String liveAndDead() {
        String rows = "SELECT COUNT(*) FROM \"days\" WHERE ";
        return number(rows + "NOT \"is_deleted\"") + " " + number(rows + "\"is_deleted\"");
    }
}
