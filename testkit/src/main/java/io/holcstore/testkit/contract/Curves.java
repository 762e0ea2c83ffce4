package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.time.ZoneOffset;

/** The versions that most tests store: half hours of 1 January 2024, UTC, by client and meter. */
final class Curves {
    static final Axis<Integer> CLIENT = Axis.of("client_id", INT);
    static final Axis<String> PRM = Axis.of("prm", VARCHAR(70));
    static final Frequency HALF_HOUR = Frequency.parse("30min");
    static final SeriesKey A = key(1, "a");
    static final SeriesKey B = key(1, "b");
    static final SeriesKey C = key(2, "a");

    private Curves() {}

    static VersionedStoreBuilder curves() {
        return Store.defineVersioned().axis(CLIENT).axis(PRM).table("curves");
    }

    static SeriesKey key(int client, String prm) {
        return SeriesKey.of(CLIENT.is(client), PRM.is(prm));
    }

    static Instant at(String time) {
        return Instant.parse("2024-01-01T" + time + ":00Z");
    }

    static TimeRange range(String from, String to) {
        return TimeRange.of(at(from), at(to));
    }

    /** Values from this time on, half an hour apart. */
    static Series halfHours(String time, double... values) {
        return Series.wrap(Grid.of(at(time).toEpochMilli(), HALF_HOUR, ZoneOffset.UTC, values.length), values);
    }
}
