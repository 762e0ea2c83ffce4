package io.holcstore.internal.projection;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.feed.FeedTable.Mark;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the buckets that changed chunks may overlap, as stretches of whole buckets. Not thread-safe. */
final class ChangedBuckets {
    private record Stretch(int chunk, boolean wide) {}

    private final ProjectionDefinition definition;
    private final ChunkCalendar chunks;
    private final long fromMillis;
    private final Map<Stretch, TimeRange> known = new HashMap<>();
    private final Map<TimeRange, Set<SeriesKey>> changed = new LinkedHashMap<>();
    private boolean shifted;

    /**
     * Creates an empty collection.
     *
     * @param fromMillis the start of the first bucket that the projection keeps
     * @param shifted whether there was a chunk that was written under other rules of the zone
     */
    ChangedBuckets(ProjectionDefinition definition, long fromMillis, boolean shifted) {
        this.definition = definition;
        this.chunks = definition.store().calendar();
        this.fromMillis = fromMillis;
        this.shifted = shifted;
    }

    void add(Mark mark) {
        shifted |= isForeign(mark);
        TimeRange range = range(mark.chunk(), shifted || mark.deleted());
        if (range.endMillis() <= fromMillis) {
            return;
        }
        TimeRange kept =
                range.startMillis() >= fromMillis ? range : TimeRange.ofEpochMillis(fromMillis, range.endMillis());
        List<Axis<?>> across = definition.settings().across();
        changed.computeIfAbsent(kept, each -> new TreeSet<>(SeriesKey.ORDER))
                .add(across == null ? mark.key() : KeyAxes.part(mark.key(), across));
    }

    /** Returns whether a chunk was written under other rules of the zone, so that it may reach beyond its range. */
    private boolean isForeign(Mark mark) {
        return !mark.deleted()
                && (mark.startMillis() != chunks.startMillis(mark.chunk())
                        || mark.lastMillis() >= chunks.endMillis(mark.chunk()));
    }

    /** Returns whether there was ever a chunk that was written under other rules of the zone. */
    boolean isShifted() {
        return shifted;
    }

    private TimeRange range(int chunk, boolean wide) {
        return known.computeIfAbsent(
                new Stretch(chunk, wide && !chunks.frequency().isCalendar()), this::wholeBuckets);
    }

    private TimeRange wholeBuckets(Stretch stretch) {
        long more = stretch.wide() ? ChunkCalendar.MAX_SHIFT_MILLIS : 0;
        long[] bounds = definition
                .buckets()
                .bounds(TimeRange.ofEpochMillis(
                        Math.max(chunks.firstMillis(), chunks.startMillis(stretch.chunk()) - more),
                        Math.min(chunks.endMillis(), chunks.endMillis(stretch.chunk()) + more)));
        return TimeRange.ofEpochMillis(bounds[0], Math.min(chunks.endMillis(), bounds[bounds.length - 1]));
    }

    /** Keys with a stretch of whole buckets that have changed. */
    record Part(TimeRange range, List<SeriesKey> keys) {}

    /** Returns all changed buckets, in parts of about the given number of buckets. */
    List<Part> parts(int most) {
        List<Part> parts = new ArrayList<>();
        changed.forEach((range, keys) -> {
            long buckets = 1 + definition.buckets().mostIn(range.startMillis(), range.endMillis());
            int atOnce = (int) Math.max(1, Math.min(Statements.GROUP, most / buckets));
            for (TimeRange shorter : buckets > most ? split(range, most) : List.of(range)) {
                KeyColumns.parts(List.copyOf(keys), atOnce).forEach(part -> parts.add(new Part(shorter, part)));
            }
        });
        return parts;
    }

    private List<TimeRange> split(TimeRange range, int most) {
        long[] bounds = definition.buckets().bounds(range);
        List<TimeRange> shorter = new ArrayList<>();
        for (int i = 0; i < bounds.length - 1; i += most) {
            long end = bounds[Math.min(i + most, bounds.length - 1)];
            shorter.add(TimeRange.ofEpochMillis(bounds[i], Math.min(range.endMillis(), end)));
        }
        return shorter;
    }
}
