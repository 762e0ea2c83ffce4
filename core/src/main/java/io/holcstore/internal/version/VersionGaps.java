package io.holcstore.internal.version;

import io.holcstore.internal.session.Verb;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Gaps;
import io.holcstore.series.Missing;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds where combined series have no values, and what to fetch again. Keys are canonical. */
public final class VersionGaps {
    private final VersionReader reader;
    private final ZoneId zone;

    public VersionGaps(VersionReader reader, ZoneId zone) {
        this.reader = reader;
        this.zone = zone;
    }

    public void find(
            Verb verb,
            KeyFilter filter,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer) {
        Grid grid = Grid.over(range, freq, zone);
        reader.forEach(
                verb,
                filter,
                Combine.newestFirst(),
                combined -> consumer.accept(combined.key(), Gaps.find(combined.series(), grid, margin)));
    }

    public void find(
            Verb verb,
            List<SeriesKey> keys,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer) {
        Grid grid = Grid.over(range, freq, zone);
        reader.forEach(
                verb,
                keys,
                (key, series) -> consumer.accept(
                        key,
                        series.map(found -> Gaps.find(found, grid, margin))
                                .orElseGet(() -> range.isEmpty() ? List.of() : List.of(range))));
    }

    public Map<TimeRange, List<SeriesKey>> missing(Verb verb, List<SeriesKey> keys, TimeRange range, Frequency freq) {
        Map<SeriesKey, List<TimeRange>> missing = new LinkedHashMap<>();
        reader.forEach(
                verb,
                keys,
                (key, series) -> missing.put(key, Missing.find(series.orElse(Series.empty()), range, freq, zone)));
        return Missing.byRange(missing);
    }
}
