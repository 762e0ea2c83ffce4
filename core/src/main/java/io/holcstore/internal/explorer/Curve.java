package io.holcstore.internal.explorer;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.aggregate.Request;
import io.holcstore.internal.aggregate.SeriesAggregates;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreStatistics;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** A series to draw. */
interface Curve {
    SeriesKey key();

    /** Returns the time from the first value to the step after the last one, or empty when there is no value. */
    Optional<TimeRange> extent();

    /** Returns whether the series has at most this many values in a bounded range, without reading it. */
    boolean hasAtMost(int values, TimeRange range);

    /** Returns the values in a bounded range. */
    Series values(TimeRange range);

    /** Returns the buckets of a bounded range. */
    Buckets buckets(TimeRange range, Frequency bucket);

    /** A regular series, of which the store reads as little as it can. */
    record Regular(ChunkStore store, SeriesKey key) implements Curve {
        private static final long DAY = Duration.ofDays(1).toMillis();

        @Override
        public Optional<TimeRange> extent() {
            StoreStatistics all = store.statistics(SeriesIds.only(key));
            return all.first()
                    .map(first -> TimeRange.ofEpochMillis(
                            first.toEpochMilli(),
                            step().after(all.last().orElseThrow().toEpochMilli(), store.zone())));
        }

        private Frequency step() {
            return store.definition().frequency();
        }

        @Override
        public boolean hasAtMost(int values, TimeRange range) {
            long millis = step().isCalendar() ? DAY : step().millis();
            return (range.endMillis() - range.startMillis()) / millis <= values;
        }

        @Override
        public Series values(TimeRange range) {
            return store.read(key, range).orElseGet(Series::empty);
        }

        @Override
        public Buckets buckets(TimeRange range, Frequency bucket) {
            return store.aggregate(key, range).by(bucket);
        }
    }

    /** A series that is in memory already, because its store reads it whole. */
    record Held(SeriesKey key, Series series, ZoneId zone) implements Curve {
        @Override
        public Optional<TimeRange> extent() {
            return series.isEmpty()
                    ? Optional.empty()
                    : Optional.of(TimeRange.ofEpochMillis(
                            series.epochMillisAt(0), series.epochMillisAt(series.size() - 1) + 1));
        }

        @Override
        public boolean hasAtMost(int values, TimeRange range) {
            return values(range).size() <= values;
        }

        @Override
        public Series values(TimeRange range) {
            return series.slice(range);
        }

        @Override
        public Buckets buckets(TimeRange range, Frequency bucket) {
            return Request.ofOne(
                            range, BucketCalendar::of, zone, plan -> SeriesAggregates.of(Optional.of(series), plan))
                    .by(bucket);
        }
    }
}
