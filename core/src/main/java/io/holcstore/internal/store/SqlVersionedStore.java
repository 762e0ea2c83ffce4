package io.holcstore.internal.store;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.internal.aggregate.FilterRequest;
import io.holcstore.internal.aggregate.Request;
import io.holcstore.internal.aggregate.SeriesAggregates;
import io.holcstore.internal.aggregate.SeriesFeed;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.partition.ShardRule;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.internal.time.Years;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.internal.version.VersionGaps;
import io.holcstore.internal.version.VersionHistory;
import io.holcstore.internal.version.VersionReader;
import io.holcstore.internal.version.VersionWriter;
import io.holcstore.internal.version.VersionWriter.Write;
import io.holcstore.internal.version.VersionedDefinition;
import io.holcstore.internal.version.WholeHistory;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The implementation of {@link VersionedStore}. */
public final class SqlVersionedStore extends SqlStore<VersionedDefinition, VersionTable> implements VersionedStore {
    private final StoreContext<VersionedDefinition, VersionTable> context;
    private final VersionReader reader;
    private final VersionHistory history;
    private final WholeHistory histories;
    private final VersionGaps gaps;

    SqlVersionedStore(VersionedDefinition definition, DataSource dataSource, StoreOptions options) {
        this(
                new StoreContext<>(definition, options, dialect -> new VersionTable(definition.versions(), dialect)),
                Session.of(dataSource, options));
    }

    private SqlVersionedStore(StoreContext<VersionedDefinition, VersionTable> context, Session session) {
        super(context, session);
        this.context = context;
        this.reader = new VersionReader(context, session);
        this.history = new VersionHistory(context, session);
        this.histories = new WholeHistory(context, session);
        this.gaps = new VersionGaps(reader, context.definition().zone());
    }

    @Override
    public VersionedStore on(Connection connection) {
        return new SqlVersionedStore(context, session().joining(Objects.requireNonNull(connection, "connection")));
    }

    @Override
    public ZoneId zone() {
        return definition().zone();
    }

    // --- write

    @Override
    public int append(SeriesKey key, Series series) {
        SeriesKey canonical = canonical(key);
        return append(verb("append", "appending to ", canonical).about(canonical), one(canonical, series))
                .getOrDefault(canonical, NOT_STORED);
    }

    @Override
    public int append(SeriesKey key, Series series, Instant createdAt) {
        SeriesKey canonical = canonical(key);
        Instant stamp = Years.require(createdAt, "a version created at").truncatedTo(ChronoUnit.MICROS);
        List<Write> writes = VersionWriter.prepare(definition(), one(canonical, series));
        Verb verb = verb("append", "appending to ", canonical).about(canonical);
        return writes.isEmpty()
                ? NOT_STORED
                : session().write(verb, connection -> {
                    count(verb, writes);
                    return VersionWriter.lockAt(definition(), context.table(connection), connection, canonical, stamp)
                            .append(writes)
                            .getOrDefault(canonical, NOT_STORED);
                });
    }

    @Override
    public boolean restore(SeriesHistory given) {
        return histories.restore(Objects.requireNonNull(given, "history"));
    }

    @Override
    public Map<SeriesKey, Integer> appendAll(Map<SeriesKey, Series> series) {
        return append(verb("append", "appending ", series.size()), series);
    }

    private Map<SeriesKey, Integer> append(Verb verb, Map<SeriesKey, Series> series) {
        List<Write> writes = VersionWriter.prepare(definition(), series);
        return writes.isEmpty()
                ? Map.of()
                : write(verb, keys(writes), writer -> {
                    count(verb, writes);
                    return writer.append(writes);
                });
    }

    @Override
    public boolean put(SeriesKey key, Series series) {
        SeriesKey canonical = canonical(key);
        return put(verb("put", "putting ", canonical).about(canonical), one(canonical, series)) > 0;
    }

    @Override
    public int putAll(Map<SeriesKey, Series> series) {
        return put(verb("put", "putting ", series.size()), series);
    }

    private int put(Verb verb, Map<SeriesKey, Series> series) {
        List<Write> writes = VersionWriter.prepare(definition(), series);
        return writes.isEmpty()
                ? 0
                : write(verb, keys(writes), writer -> {
                    count(verb, writes);
                    writer.put(writes);
                    return writes.size();
                });
    }

    private static Map<SeriesKey, Series> one(SeriesKey key, Series series) {
        return Map.of(key, Objects.requireNonNull(series, "series"));
    }

    private static List<SeriesKey> keys(List<Write> writes) {
        return writes.stream().map(Write::key).toList();
    }

    private static void count(Verb verb, List<Write> writes) {
        writes.forEach(
                write -> verb.count(1, write.series().points(), write.series().data().length));
    }

    private interface Writing<T> {
        T run(VersionWriter writer) throws SQLException;
    }

    private <T> T write(Verb verb, List<SeriesKey> keys, Writing<T> writing) {
        ShardRule shards = definition().spec().shards();
        if (shards != null) {
            shards.requireOne(keys);
        }
        return session()
                .write(
                        verb,
                        connection -> writing.run(
                                VersionWriter.lock(definition(), context.table(connection), connection, keys)));
    }

    private void requireOneShard(KeyFilter filter) {
        ShardRule shards = definition().spec().shards();
        if (shards != null) {
            shards.requireOne(filter);
        }
    }

    @Override
    public int delete(Collection<SeriesKey> keys) {
        return delete(verb("delete", "deleting ", keys.size()), keys, null);
    }

    @Override
    public int deleteVersion(Collection<SeriesKey> keys, int number) {
        return delete(verb("deleteVersion", "deleting version " + number + " of ", keys.size()), keys, number);
    }

    private int delete(Verb verb, Collection<SeriesKey> keys, @Nullable Integer number) {
        List<SeriesKey> canonical = canonical(keys);
        return canonical.isEmpty() ? 0 : write(verb, canonical, writer -> writer.delete(canonical, number));
    }

    @Override
    public int delete(KeyFilter filter) {
        requireOneShard(Objects.requireNonNull(filter, "filter"));
        return session().write(verb("delete", "deleting ", filter), connection -> {
            VersionTable table = context.table(connection);
            List<SeriesKey> keys = VersionWriter.lockMatching(definition(), table, connection, filter);
            return keys.isEmpty()
                    ? 0
                    : VersionWriter.lock(definition(), table, connection, keys).delete(keys, null);
        });
    }

    @Override
    public int purgeHistory(Instant until) {
        requireOneShard(KeyFilter.all());
        return history.purge(Objects.requireNonNull(until, "until"));
    }

    // --- read

    @Override
    public Optional<Series> read(SeriesKey key) {
        return read(key, Combine.newestFirst());
    }

    @Override
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        Objects.requireNonNull(range, "range");
        return read(key).map(series -> series.slice(range)).filter(series -> series.valueCount() > 0);
    }

    @Override
    public Optional<Series> read(SeriesKey key, Combine combine) {
        return reader.combined(canonical(key), combine);
    }

    @Override
    public Optional<Series> readAsOf(SeriesKey key, Instant instant) {
        return readAsOf(key, instant, Combine.newestFirst());
    }

    @Override
    public Optional<Series> readAsOf(SeriesKey key, Instant instant, Combine combine) {
        return history.combined(canonical(key), instant, combine);
    }

    @Override
    public List<Version> versionsAsOf(SeriesKey key, Instant instant) {
        return history.versions(canonical(key), instant);
    }

    @Override
    public List<Version> versions(SeriesKey key) {
        return reader.versions(canonical(key), null);
    }

    @Override
    public Optional<Series> readVersion(SeriesKey key, int number) {
        return reader.versions(canonical(key), number).stream()
                .map(Version::series)
                .findFirst();
    }

    @Override
    public Optional<SeriesHistory> history(SeriesKey key) {
        return histories.of(canonical(key));
    }

    @Override
    public void forEachHistory(KeyFilter filter, Consumer<SeriesHistory> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        histories.forEach(Objects.requireNonNull(filter, "filter"), consumer);
    }

    @Override
    public Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys, TimeRange range) {
        Objects.requireNonNull(range, "range");
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        reader.forEach(verb("readAll", "reading ", keys.size()), canonical(keys), (key, series) -> series.map(
                        all -> all.slice(range))
                .filter(part -> part.valueCount() > 0)
                .ifPresent(part -> found.put(key, part)));
        return found;
    }

    @Override
    public List<CombinedSeries> read(KeyFilter filter, Combine combine) {
        List<CombinedSeries> found = new ArrayList<>();
        forEach(filter, combine, found::add);
        return found;
    }

    @Override
    public void forEach(KeyFilter filter, Combine combine, Consumer<CombinedSeries> consumer) {
        Objects.requireNonNull(filter, "filter");
        reader.forEach(reading("forEach", "reading ", filter), filter, combine, consumer);
    }

    @Override
    SeriesSource source(Lease lease, KeyFilter filter, TimeRange range, Verb verb) throws SQLException {
        return reader.source(lease, filter, Combine.newestFirst(), range, verb);
    }

    @Override
    Optional<Series> end(Verb verb, SeriesKey key, int values) {
        return reader.combined(verb, key, Combine.newestFirst());
    }

    @Override
    public StreamCursor cursor(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        Verb verb = reading("cursor", "reading ", filter);
        return StreamCursor.open(verb, session(), lease -> source(lease, filter, range, verb));
    }

    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        Verb verb = reading("firstTimestamp", "reading the first time of ", filter);
        return instant(times(verb, filter, series -> series.epochMillisAt(0)).min());
    }

    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        Verb verb = reading("lastTimestamp", "reading the last time of ", filter);
        return instant(times(verb, filter, series -> series.epochMillisAt(series.size() - 1))
                .max());
    }

    /** Returns a time of every matching series. Each series begins and ends with a value. */
    private LongStream times(Verb verb, KeyFilter filter, ToLongFunction<Series> time) {
        Objects.requireNonNull(filter, "filter");
        LongStream.Builder times = LongStream.builder();
        reader.forEach(
                verb,
                filter,
                Combine.newestFirst(),
                combined -> times.add(time.applyAsLong(combined.series().trim())));
        return times.build();
    }

    // --- aggregate

    @Override
    public Aggregation<Buckets> aggregate(SeriesKey key, Combine combine, TimeRange range) {
        SeriesKey canonical = canonical(key);
        Objects.requireNonNull(combine, "combine");
        return one(range, () -> reader.combined(aggregating(canonical).about(canonical), canonical, combine));
    }

    @Override
    public Aggregation<Buckets> aggregateVersion(SeriesKey key, int number, TimeRange range) {
        SeriesKey canonical = canonical(key);
        return one(range, () -> reader.versions(aggregating(canonical).about(canonical), canonical, number).stream()
                .map(Version::series)
                .findFirst());
    }

    private Aggregation<Buckets> one(TimeRange range, Supplier<Optional<Series>> read) {
        return Request.ofOne(range, BucketCalendar::of, zone(), plan -> SeriesAggregates.of(read.get(), plan));
    }

    private Verb aggregating(Object what) {
        return reading("aggregate", "aggregating ", what);
    }

    @Override
    public FilterAggregation aggregate(KeyFilter filter, Combine combine, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        SeriesFeed feed = SeriesAggregates.feed(
                session(),
                () -> aggregating(filter),
                (lease, wanted, verb) -> reader.source(lease, filter, combine, wanted, verb));
        return FilterRequest.of(
                range, BucketCalendar::of, zone(), combine.axes().orElse(axes()), feed);
    }

    // --- gaps

    @Override
    public void gaps(
            KeyFilter filter,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer) {
        gaps.find(
                verb("gaps", "finding gaps of ", filter),
                Objects.requireNonNull(filter, "filter"),
                range,
                freq,
                margin,
                consumer);
    }

    @Override
    public void gaps(
            Collection<SeriesKey> keys,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer) {
        gaps.find(verb("gaps", "finding gaps of ", keys.size()), canonical(keys), range, freq, margin, consumer);
    }

    @Override
    public Map<TimeRange, List<SeriesKey>> missing(Collection<SeriesKey> keys, TimeRange range, Frequency freq) {
        return gaps.missing(verb("missing", "finding missing data of ", keys.size()), canonical(keys), range, freq);
    }
}
