package com.example.meters;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.WriteResult;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the application does with meters, in transactions that hold its own tables and the store. */
@Service
public class MeterService {
    private final ChunkStore loads;
    private final JdbcTemplate jdbc;

    MeterService(ChunkStore loads, JdbcTemplate jdbc) {
        this.loads = loads;
        this.jdbc = jdbc;
    }

    /** Stores values and who has sent them: both or none. */
    @Transactional
    public WriteResult store(String meter, Series series, String sender) {
        WriteResult written = jdbc.execute(
                (ConnectionCallback<WriteResult>) connection -> loads.on(connection).merge(loads.key(meter), series));
        jdbc.update("insert into delivery (meter, sender, points) values (?, ?, ?)", meter, sender, written.points());
        return written;
    }

    /** Merges what has arrived during the day, and forgets it: both or none. */
    @Scheduled(cron = "0 30 2 * * *")
    @Transactional
    public WriteResult mergeArrivals() {
        Map<SeriesKey, Series.Builder> arrived = new HashMap<>();
        jdbc.query("delete from arrival returning meter, at, kwh", row -> {
            arrived.computeIfAbsent(loads.key(row.getString(1)), any -> Series.builder())
                    .add(row.getObject(2, OffsetDateTime.class).toInstant(), row.getDouble(3));
        });
        Map<SeriesKey, Series> series = new HashMap<>();
        arrived.forEach((key, builder) -> series.put(key, builder.build()));
        return jdbc.execute(
                (ConnectionCallback<WriteResult>) connection -> loads.on(connection).mergeAll(series));
    }
}
