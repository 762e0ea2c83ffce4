package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Aggregates for stores that read whole series. */
public final class SeriesAggregates {
    /** Opens a source of the parts of series in a range. */
    public interface Opening {
        SeriesSource open(Lease lease, TimeRange range, Verb verb) throws SQLException;
    }

    private SeriesAggregates() {}

    /** Returns the buckets of a series, or of no series. */
    public static Buckets of(Optional<Series> series, BucketPlan plan) {
        Series all = series.orElseGet(() -> Series.wrap(new long[0], new double[0]));
        return plan.of(new SeriesPart(all.slice(plan.range()), plan));
    }

    /** Returns a feed that reads series from a source. */
    public static SeriesFeed feed(Session session, Supplier<Verb> verbs, Opening opening) {
        return (plan, consumer) -> {
            Verb verb = verbs.get();
            session.stream(verb, lease -> {
                try (SeriesSource source = opening.open(lease, plan.range(), verb)) {
                    return forEach(source, plan, verb, consumer);
                }
            });
        };
    }

    private static boolean forEach(
            SeriesSource source, BucketPlan plan, Verb verb, BiConsumer<SeriesKey, Contribution> consumer)
            throws SQLException {
        for (SeriesSource.Found found = source.next(); found != null; found = source.next()) {
            verb.count(1, 0, 0);
            consumer.accept(found.key(), new SeriesPart(found.series(), plan));
        }
        return true;
    }
}
