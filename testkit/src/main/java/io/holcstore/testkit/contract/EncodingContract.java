package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** One table, two encodings: each chunk says how it is coded. */
interface EncodingContract extends OnDatabase {
    private StoreBuilder otherEncoding() {
        return Store.define()
                .encoding(encoding() == Encoding.COMPACT ? Encoding.LZ4 : Encoding.COMPACT)
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("load_curve");
    }

    /** Two months of odd values with a gap across the end of the first. */
    private static Series oddHours() {
        double[] values = new double[1400];
        for (int i = 0; i < values.length; i++) {
            values[i] = i >= 700 && i < 800 ? NONE : Math.sin(i) * 1e3;
        }
        values[3] = -0.0;
        values[4] = Double.NEGATIVE_INFINITY;
        values[5] = Double.MIN_VALUE;
        return hours("2024-01-01T00:00", values);
    }

    @Test
    default void chunksOfTheOtherEncodingAreRead() {
        ChunkStore store = createLoads();
        store.insertAll(Map.of(BASE, oddHours(), PEAK, hours("2024-03-01T00:00", 7)));
        ChunkStore other = otherEncoding().open(dataSource());
        assertThat(other.read(BASE).orElseThrow()).isEqualTo(oddHours());
        assertThat(other.read(BASE, month(2024, 2)))
                .isEqualTo(store.read(BASE, month(2024, 2)))
                .isPresent();
        assertThat(other.gaps(BASE, month(2024, 1)))
                .isEqualTo(store.gaps(BASE, month(2024, 1)))
                .hasSize(1);
        other.forEach(VERSION.is(1), month(2024, 3), (key, series) -> assertThat(series)
                .hasValues(7));
        assertThat(other.count(KeyFilter.all())).isEqualTo(2);
    }

    @Test
    default void chunksSayHowManyValuesTheyHave() {
        createLoads().insert(BASE, oddHours());
        assertThat(query("SELECT \"value_count\" FROM \"load_curve\" ORDER BY \"chunk_index\""))
                .containsExactly("700", "600");
    }

    @Test
    default void aTableIsWrittenInTheEncodingItHasRecorded() {
        ChunkStore store = createLoads();
        store.insert(BASE, oddHours());
        ChunkStore other = otherEncoding().open(dataSource());
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> other.merge(BASE, hours("2024-01-01T00:00", 1)),
            () -> other.delete(KeyFilter.all()),
            () -> {
                try (BulkWriter bulk = other.bulkWriter()) {
                    bulk.add(PEAK, oddHours());
                }
            },
            () -> other.schema().verify(),
            () -> other.schema().createIfMissing()
        }) {
            assertThatThrownBy(verb)
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("encoding: the table has " + encoding())
                    .hasMessageContaining("changeEncoding()");
        }
        assertThat(store.read(BASE).orElseThrow()).isEqualTo(oddHours());
    }

    @Test
    default void theEncodingOfATableCanBeChanged() {
        createLoads().insert(BASE, oddHours());
        ChunkStore other = otherEncoding().open(dataSource());
        assertThatThrownBy(() -> other.erase(BASE, month(2024, 1))).isInstanceOf(SchemaMismatchException.class);
        other.schema().changeEncoding();
        other.schema().verify();
        assertThat(query("SELECT DISTINCT \"dtype\" FROM \"load_curve\"")).hasSize(1);

        other.merge(BASE, hours("2024-02-01T00:00", 42));
        assertThat(query("SELECT DISTINCT \"dtype\" FROM \"load_curve\"")).hasSize(2);
        Series expected = hours("2024-02-01T00:00", 42).combineFirst(oddHours());
        assertThat(other.read(BASE).orElseThrow()).isEqualTo(expected);
        assertThat(loads().open(dataSource()).read(BASE).orElseThrow()).isEqualTo(expected);
        assertThatThrownBy(() -> loads().open(dataSource()).delete(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class);
        other.erase(BASE, month(2024, 1));
        assertThat(other.read(BASE, month(2024, 1))).isEmpty();
    }

    /** What is done stays done where it is interrupted. */
    @Test
    default void chunksOfTheFormerEncodingAreWrittenAgain() {
        ChunkStore store = createLoads();
        for (int i = 0; i < 5; i++) {
            store.insert(Samples.key(i, "base"), oddHours());
        }
        store.insert(PEAK, oddHours());
        ChunkStore other = otherEncoding().open(dataSource());
        assertThatThrownBy(() -> other.reencode(KeyFilter.all()).run()).isInstanceOf(SchemaMismatchException.class);
        other.schema().changeEncoding();
        other.merge(Samples.key(4, "base"), hours("2024-01-01T00:00", 42));
        agingRows("load_curve");
        List<Long> progress = new ArrayList<>();
        assertThatThrownBy(() -> other.reencode(KIND.is("base"))
                        .onProgress(done -> {
                            progress.add(done);
                            if (done == 2) {
                                throw new IllegalStateException("enough");
                            }
                        })
                        .run())
                .hasMessage("enough");
        assertThat(progress).containsExactly(1L, 2L);
        assertThat(other.reencode(KIND.is("base")).run()).isEqualTo(2 + 2 + 1);
        assertThat(other.reencode(KIND.is("base")).run()).isZero();
        assertThat(rowsWrittenSince("load_curve")).isEqualTo(9);
        assertThat(query("SELECT DISTINCT \"dtype\" FROM \"load_curve\" WHERE \"kind\" = 'base'"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(
                        query("SELECT DISTINCT \"dtype\" FROM \"load_curve\" WHERE \"kind\" = 'peak'"));
        for (int i = 0; i < 4; i++) {
            assertThat(other.read(Samples.key(i, "base")).orElseThrow()).isEqualToBitwise(oddHours());
        }
        assertThat(other.read(PEAK).orElseThrow()).isEqualToBitwise(oddHours());
    }

    @Test
    default void changingTheEncodingChangesNothingElse() {
        createLoads();
        ChunkStore replicated = otherEncoding().replicated().open(dataSource());
        assertThatThrownBy(() -> replicated.schema().changeEncoding())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("replicated: the table has false");
        createLoads().schema().verify();
    }
}
