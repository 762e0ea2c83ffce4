package io.holcstore.internal.store;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.internal.aggregate.FilterRequest;
import io.holcstore.internal.aggregate.Request;
import io.holcstore.internal.aggregate.SeriesAggregates;
import io.holcstore.internal.aggregate.SeriesFeed;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.keyed.KeyedContext;
import io.holcstore.internal.keyed.KeyedDefinition;
import io.holcstore.internal.keyed.KeyedSource;
import io.holcstore.internal.keyed.Points;
import io.holcstore.internal.keyed.SeriesCoder;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.keyed.SeriesTable;
import io.holcstore.internal.sql.keyed.StoredSeries;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreStatistics;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The implementation of {@link KeyedStore}. */
public final class SqlKeyedStore extends SqlSeriesStore<KeyedDefinition, SeriesTable, Points> implements KeyedStore {
    private final KeyedContext context;

    SqlKeyedStore(KeyedDefinition definition, DataSource dataSource, StoreOptions options) {
        this(new KeyedContext(definition, options), Session.of(dataSource, options));
    }

    private SqlKeyedStore(KeyedContext context, Session session) {
        super(context, context, session);
        this.context = context;
    }

    @Override
    public KeyedStore on(Connection connection) {
        return new SqlKeyedStore(context, session().joining(Objects.requireNonNull(connection, "connection")));
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        Objects.requireNonNull(range, "range");
        SeriesKey canonical = canonical(key);
        Verb verb = reading("read", "reading ", canonical).about(canonical);
        Map<SeriesKey, Series> found = read(verb, List.of(canonical), range);
        return Optional.ofNullable(found.get(canonical));
    }

    @Override
    public Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys, TimeRange range) {
        Objects.requireNonNull(range, "range");
        List<SeriesKey> canonical = canonical(keys);
        return read(verb("readAll", "reading ", canonical.size()), canonical, range);
    }

    private Map<SeriesKey, Series> read(Verb verb, List<SeriesKey> keys, TimeRange range) {
        return session().read(verb, connection -> stored(connection, keys), stored -> {
            Map<SeriesKey, Series> found = new LinkedHashMap<>();
            try (SeriesCoder coder = context.coder()) {
                for (SeriesKey key : keys) {
                    StoredSeries row = stored.get(key);
                    if (row != null) {
                        verb.count(1, row.pointCount(), row.data().length);
                        Series series = coder.series(row).slice(range);
                        if (!series.isEmpty()) {
                            found.put(key, series);
                        }
                    }
                }
            }
            return found;
        });
    }

    private Map<SeriesKey, StoredSeries> stored(Connection connection, List<SeriesKey> keys) throws SQLException {
        Map<SeriesKey, StoredSeries> stored = new HashMap<>();
        for (List<SeriesKey> group : Statements.groups(keys)) {
            context.table(connection).find(connection, group).forEach(row -> stored.put(row.key(), row));
        }
        return stored;
    }

    @Override
    public Optional<Series> findOne(KeyFilter filter) {
        try (StreamCursor cursor = cursor(filter, TimeRange.all())) {
            if (!cursor.next()) {
                return Optional.empty();
            }
            SeriesKey key = cursor.key();
            Series series = cursor.series();
            if (cursor.next()) {
                cursor.failed();
                throw new AmbiguousFilterException(
                        name() + " has more than one series where " + filter + ": " + key + "; " + cursor.key()
                                + "; .. add axes to the filter, or use forEach for all of them",
                        name(),
                        List.of(key.toString(), cursor.key().toString()));
            }
            return Optional.of(series);
        }
    }

    @Override
    SeriesSource source(Lease lease, KeyFilter filter, TimeRange range, Verb verb) throws SQLException {
        Connection connection = lease.connection();
        RowScan<StoredSeries> scan =
                context.ahead(lease, context.table(connection).scan(connection, filter, range));
        return new KeyedSource(range, context.coder(), scan, verb);
    }

    @Override
    Optional<Series> end(Verb verb, SeriesKey key, int values) {
        return Optional.ofNullable(read(verb, List.of(key), TimeRange.all()).get(key));
    }

    @Override
    public Map<SeriesKey, Instant> lastTimestamps(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return session()
                .read(
                        reading("lastTimestamps", "reading the last times of ", filter),
                        connection -> context.table(connection).lastTimes(connection, filter));
    }

    @Override
    public StoreStatistics statistics(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return session()
                .read(reading("statistics", "computing statistics of ", filter), connection -> context.table(connection)
                        .statistics(connection, filter));
    }

    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return instant(session()
                .read(
                        reading("lastTimestamp", "reading the last time of ", filter),
                        connection -> context.table(connection).lastTime(connection, filter)));
    }

    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return instant(session()
                .read(
                        reading("firstTimestamp", "reading the first time of ", filter),
                        connection -> context.table(connection).firstTime(connection, filter)));
    }

    @Override
    public Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range) {
        SeriesKey canonical = canonical(key);
        return Request.ofOne(range, BucketCalendar::of, zone(), plan -> {
            Verb verb = reading("aggregate", "aggregating ", canonical).about(canonical);
            Series found = read(verb, List.of(canonical), plan.range()).get(canonical);
            return SeriesAggregates.of(Optional.ofNullable(found), plan);
        });
    }

    @Override
    public FilterAggregation aggregate(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        SeriesFeed feed = SeriesAggregates.feed(
                session(),
                () -> reading("aggregate", "aggregating ", filter),
                (lease, wanted, verb) -> source(lease, filter, wanted, verb));
        return FilterRequest.of(range, BucketCalendar::of, zone(), axes(), feed);
    }
}
