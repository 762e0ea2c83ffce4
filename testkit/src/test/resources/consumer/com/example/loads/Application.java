package com.example.loads;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.http.SyncClient;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.net.URI;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.h2.jdbcx.JdbcDataSource;

/** What an application does on its first day with the library; its argument is the encoding. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:loads;DB_CLOSE_DELAY=-1");
        ChunkStore store = Store.define()
                .axis("meter", INT)
                .axis("kind", VARCHAR(20))
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .encoding(Encoding.valueOf(args[0]))
                .table("load_curve")
                .open(dataSource);
        store.schema().createIfMissing();

        ZoneId paris = ZoneId.of("Europe/Paris");
        double[] values = new double[743];
        Arrays.setAll(values, i -> i % 24);
        SeriesKey key = store.key(1, "base");
        store.insert(key, Series.regular(ZonedDateTime.of(2024, 3, 1, 0, 0, 0, 0, paris), Frequency.parse("1h"), values));
        try {
            store.insert(key, store.read(key).orElseThrow());
        } catch (SeriesExistsException e) {
            System.out.println(e.getMessage());
        }
        SyncClient.builder(URI.create("http://localhost/loads")).into(store); // the HTTP client needs no other library

        Series march = store.readDense(key, TimeRange.month(YearMonth.of(2024, 3), paris));
        System.out.println(store.count(KeyFilter.all()) + " series, " + march.valueCount() + " of " + march.size()
                + " hours, the last one " + march.valueAt(742) + ", as a module: "
                + Store.class.getModule().isNamed());
    }
}
