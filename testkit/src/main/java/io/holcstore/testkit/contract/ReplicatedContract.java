package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.month;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A replicated store leaves tombstones of the chunks it deletes, and nothing else is different in it. */
interface ReplicatedContract extends OnDatabase {
    private ChunkStore createReplicated() {
        return create(loads().replicated());
    }

    private static Series twoMonths() {
        return hours("2024-01-31T22:00", 1, 2, 3, 4);
    }

    private void assertTombstones(String... chunks) {
        assertThat(query("SELECT \"chunk_index\" FROM \"load_curve\" WHERE \"is_deleted\" ORDER BY \"chunk_index\""))
                .containsExactly(chunks);
        assertThat(number("SELECT COUNT(*) FROM \"load_curve\" WHERE \"is_deleted\" AND (" + nothingMore() + ')'))
                .isEqualTo(chunks.length);
    }

    /** What holds for the rest of a tombstone's row. */
    default String nothingMore() {
        return "\"value_count\" = 0 AND OCTET_LENGTH(\"data\") = 0 AND \"first_ts\" IS NULL AND \"last_ts\" IS NULL";
    }

    private static void assertGone(ChunkStore store) {
        assertThat(store.read(BASE)).isEmpty();
        assertThat(store.readDense(BASE, month(2024, 2))).hasValueCount(0);
        assertThat(store.gaps(BASE, month(2024, 2))).containsExactly(month(2024, 2));
        assertThat(store.count(KeyFilter.all())).isZero();
        assertThat(store.keys(KeyFilter.all())).isEmpty();
        assertThat(store.firstTimestamp(KeyFilter.all())).isEmpty();
        assertThat(store.lastTimestamp(KeyFilter.all())).isEmpty();
        store.forEach(KeyFilter.all(), (key, series) -> {
            throw new AssertionError(key + " is deleted");
        });
        assertThat(store.delete(KeyFilter.all()).chunksChanged()).isZero();
        assertThat(store.erase(BASE, TimeRange.all()).chunksChanged()).isZero();
        assertThat(store.replace(BASE, Series.empty()).chunksChanged()).isZero();
    }

    @Test
    default void deleteLeavesTombstones() {
        ChunkStore store = createReplicated();
        store.insert(BASE, twoMonths());
        agingRows("load_curve");
        assertThat(store.delete(VERSION.is(1)).chunksDeleted()).isEqualTo(2);
        assertTombstones("24288", "24289");
        assertThat(rowsWrittenSince("load_curve")).isEqualTo(2);
        agingRows("load_curve");
        assertGone(store);
        assertThat(rowsWrittenSince("load_curve"))
                .as("tombstones written again")
                .isZero();
    }

    @Test
    default void eraseLeavesTombstonesOfChunksThatAreLeftEmpty() {
        ChunkStore store = createReplicated();
        store.insert(BASE, twoMonths());
        assertThat(store.erase(BASE, TimeRange.since(instant("2024-01-31T23:00")))
                        .chunksDeleted())
                .isEqualTo(1);
        assertTombstones("24289");
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-01-31T22:00"));
        store.erase(BASE, TimeRange.all());
        assertTombstones("24288", "24289");
        assertGone(store);
    }

    @Test
    default void replaceLeavesTombstonesOfChunksItDropped() {
        ChunkStore store = createReplicated();
        store.insert(BASE, twoMonths());
        store.replace(BASE, hours("2024-02-01T00:00", 5));
        assertTombstones("24288");
        store.replace(BASE, hours("2024-05-01T00:00", 5));
        assertTombstones("24288", "24289");
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-05-01T00:00", 5));
        store.replace(BASE, Series.empty());
        assertTombstones("24288", "24289", "24292");
        assertGone(store);
    }

    @Test
    default void everyVerbWritesOverTombstones() {
        ChunkStore store = createReplicated();
        WriteResult inserted = new WriteResult(2, 0, 0, 0, 4, 0);
        store.insert(BASE, hours("2024-01-31T20:00", 9, 9, 9, 9, 9, 9, 9));
        store.delete(KeyFilter.all());
        assertWritten(store, store.insert(BASE, twoMonths()), inserted);
        store.delete(KeyFilter.all());
        assertWritten(store, store.merge(BASE, twoMonths()), inserted);
        store.erase(BASE, TimeRange.all());
        assertWritten(store, store.replace(BASE, twoMonths()), inserted);
        store.replace(BASE, Series.empty());
        assertWritten(store, store.insertAll(Map.of(BASE, twoMonths())), inserted);
        store.delete(KeyFilter.all());
        assertWritten(store, store.mergeAll(Map.of(BASE, twoMonths())), inserted);
    }

    private void assertWritten(ChunkStore store, WriteResult result, WriteResult expected) {
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(twoMonths());
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        assertTombstones();
        assertThat(result.bytes()).isEqualTo(number("SELECT SUM(OCTET_LENGTH(\"data\")) FROM \"load_curve\""));
        assertThat(new WriteResult(
                        result.chunksInserted(),
                        result.chunksUpdated(),
                        result.chunksUnchanged(),
                        result.chunksDeleted(),
                        result.points(),
                        0))
                .isEqualTo(expected);
    }

    @Test
    default void tombstonesAreNotInTheWayOfOthers() {
        ChunkStore store = createReplicated();
        store.insert(BASE, twoMonths());
        store.insert(PEAK, twoMonths());
        store.erase(BASE, month(2024, 2));
        store.delete(Samples.KIND.is("peak"));
        store.merge(BASE, hours("2024-02-01T05:00", 6));
        assertThat(store.read(BASE).orElseThrow()).hasSize(8).hasValueCount(3);
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE);
        assertTombstones("24288", "24289");
    }
}
