package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.constant;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many virtual threads, which wait for few connections and for each other's series. */
abstract class VirtualThreadsContract extends EncodedStoreContract {
    private static final int SERIES = 100;
    private static final int DAYS = 10;
    private static final int CONNECTIONS = 10;
    private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);

    VirtualThreadsContract(TestDatabase database) {
        super(database, Encoding.COMPACT);
    }

    @Test
    final void aThousandThreadsShareTenConnections()
            throws ReflectiveOperationException, InterruptedException, ExecutionException {
        int jdk = Runtime.version().feature();
        assumeTrue(jdk >= 21, () -> "not run: JDK " + jdk + " has no virtual threads");
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.database().unpooled());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(0); // none
        try (HikariDataSource pool = new HikariDataSource(config)) {
            LeakDetectingDataSource watched = new LeakDetectingDataSource(pool);
            ChunkStore store = loads().open(watched);
            store.schema().createIfMissing();
            ExecutorService threads = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            try {
                List<Future<?>> running = new ArrayList<>();
                for (int day = 0; day < DAYS; day++) {
                    for (int series = 0; series < SERIES; series++) {
                        SeriesKey key = key(series, "base");
                        LocalDate date = FIRST.plusDays(day);
                        double value = 1 + series + day * 1_000;
                        running.add(threads.submit(() -> useVerbs(store, key, date, value)));
                    }
                }
                assertThat(running).hasSize(1_000);
                for (Future<?> each : running) {
                    each.get();
                }
            } finally {
                threads.shutdown();
            }
            assertThat(store.count(KeyFilter.all())).isEqualTo(SERIES);
            store.forEach(KeyFilter.all(), TimeRange.all(), (key, series) -> assertThat(
                            Arrays.stream(series.values()).filter(value -> !Double.isNaN(value)))
                    .as("%s", key)
                    .hasSize(24 * DAYS));
            watched.assertNothingLeaked();
        }
    }

    private static void useVerbs(ChunkStore store, SeriesKey key, LocalDate date, double value) {
        TimeRange day = TimeRange.of(date.atStartOfDay(PARIS), date.plusDays(1).atStartOfDay(PARIS));
        Series written = Series.regular(date.atStartOfDay(PARIS), Frequency.parse("1h"), constant(24, value));
        assertThat(store.merge(key, written).chunksChanged()).isEqualTo(1);
        assertThat(store.readDense(key, day)).isEqualTo(written);
        assertThat(store.aggregate(key, day).by("1d").sum().valueAt(0)).isEqualTo(24 * value);
        assertThat(store.exists(key)).isTrue();
    }
}
