package io.holcstore.internal.projection;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.internal.aggregate.BucketPlan;
import io.holcstore.internal.aggregate.FilterRequest;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.chunk.Aggregator;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.sql.projection.ProjectionRow;
import io.holcstore.internal.sql.projection.ProjectionShape;
import io.holcstore.internal.time.LocalDays;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Aggregates series, and returns the buckets as rows. Not thread-safe. */
final class BucketRows {
    private final ProjectionDefinition definition;
    private final ProjectionSettings settings;
    private final ChunkContext context;
    private final Session session;
    private final LocalDays clock;

    // the day of the previous row
    private TimeRange day = TimeRange.ofEpochMillis(0, 0);
    private LocalDate date = LocalDate.EPOCH;

    /**
     * Creates a reader of the values that a session sees.
     *
     * @param session whose connection is in a transaction
     */
    BucketRows(ProjectionDefinition definition, ChunkContext context, Session session) {
        this.definition = definition;
        this.settings = definition.settings();
        this.context = context;
        this.session = session;
        this.clock = LocalDays.of(settings.zone());
    }

    /** Returns the rows of series, or of groups, in a stretch of whole buckets. */
    List<ProjectionRow> of(TimeRange range, List<SeriesKey> keys) {
        List<Axis<?>> across = settings.across();
        Map<SeriesKey, Buckets> found = across == null
                ? aggregator(new BucketPlan(range, definition.buckets())).of(keys)
                : groups(range, keys, across);
        List<ProjectionRow> rows = new ArrayList<>();
        Set<SeriesKey> wanted = new HashSet<>(keys);
        found.forEach((key, buckets) -> {
            if (wanted.contains(key)) {
                add(key, buckets, rows);
            }
        });
        return rows;
    }

    private Aggregator aggregator(BucketPlan plan) {
        return new Aggregator(context, session, plan, definition.refreshing() + ", ");
    }

    /** Returns the rows of these groups. The filter may match other groups, too; their rows are left out. */
    private Map<SeriesKey, Buckets> groups(TimeRange range, List<SeriesKey> keys, List<Axis<?>> across) {
        KeyFilter filter = settings.filter();
        for (Axis<?> axis : across) {
            filter = filter.and(among(axis, keys));
        }
        KeyFilter asked = filter;
        FilterAggregation all = FilterRequest.of(
                        range,
                        rule -> BucketCalendar.of(rule, definition.store().calendar()),
                        settings.zone(),
                        definition.store().axes(),
                        (plan, consumer) -> aggregator(plan).forEach(asked, consumer))
                .dayStart(settings.dayStart())
                .yearStart(settings.yearStart());
        Frequency bucket = Objects.requireNonNull(settings.bucket());
        if (across.isEmpty()) {
            return Map.of(SeriesKey.of(), all.across().by(bucket));
        }
        Aggregation<Map<SeriesKey, Buckets>> groups =
                all.across(across.get(0), across.subList(1, across.size()).toArray(Axis<?>[]::new));
        return groups.by(bucket);
    }

    private static <T> KeyFilter among(Axis<T> axis, List<SeriesKey> keys) {
        Set<T> values = new HashSet<>();
        keys.forEach(key -> values.add(key.get(axis)));
        return axis.in(values);
    }

    private void add(SeriesKey key, Buckets buckets, List<ProjectionRow> rows) {
        boolean grouped = definition.shape() == ProjectionShape.GROUPS;
        Series mean = buckets.mean();
        for (int i = 0; i < buckets.size(); i++) {
            long count = (long) buckets.values().valueAt(i);
            if (count > 0) {
                long start = buckets.sum().epochMillisAt(i);
                rows.add(new ProjectionRow(
                        key,
                        start,
                        date(start),
                        grouped ? (long) buckets.count().valueAt(i) : 1,
                        count,
                        buckets.sum().valueAt(i),
                        mean.valueAt(i),
                        buckets.min().valueAt(i),
                        buckets.max().valueAt(i)));
            }
        }
    }

    /** Returns the date of the day that contains an instant. */
    private LocalDate date(long epochMillis) {
        if (epochMillis < day.startMillis() || epochMillis >= day.endMillis()) {
            long[] bounds = definition.days().bounds(TimeRange.ofEpochMillis(epochMillis, epochMillis + 1));
            day = TimeRange.ofEpochMillis(bounds[0], bounds[1]);
            date = LocalDate.ofEpochDay(clock.dayOf(bounds[0]));
        }
        return date;
    }
}
