package io.holcstore.internal.store;

import io.holcstore.error.StoreException;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.series.KeyIndex;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Sample;
import io.holcstore.series.Series;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreHealth;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.StoreStatistics;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all kinds of stores: their definition and tables, the names of their verbs in messages and events,
 * and their keys.
 *
 * @param <D> the kind of definition
 * @param <T> the statements of the kind of table
 */
abstract class SqlStore<D extends TableDefinition<D, ?>, T extends KeyIndex> implements ReadableStore {
    private final StoreContext<D, T> context;
    private final Session session;

    SqlStore(StoreContext<D, T> context, Session session) {
        this.context = context;
        this.session = session;
    }

    /** Returns the session that provides connections to verbs. */
    public final Session session() {
        return session;
    }

    @Override
    public final D definition() {
        return context.definition();
    }

    @Override
    public final StoreOptions options() {
        return session.options();
    }

    @Override
    public StoreSchema schema() {
        return new SqlSchema(definition().spec(), session);
    }

    /** Returns a verb on data of the store. The text is created only for a message. */
    final Verb verb(String name, String doing, Object what) {
        return Verb.of(name, name(), () -> doing + what + " in " + name());
    }

    /** Returns a verb on a number of series. */
    final Verb verb(String name, String doing, int series) {
        return Verb.of(name, name(), () -> doing + series + " series in " + name());
    }

    /** Returns a verb that reads from the store. */
    final Verb reading(String name, String doing, Object what) {
        return Verb.of(name, name(), () -> doing + what + " from " + name());
    }

    final SeriesKey canonical(SeriesKey key) {
        return definition().canonical(Objects.requireNonNull(key, "key"));
    }

    /** Returns the canonical form of these keys, each once, in the given order. */
    final List<SeriesKey> canonical(Collection<SeriesKey> keys) {
        Objects.requireNonNull(keys, "keys");
        LinkedHashSet<SeriesKey> distinct = new LinkedHashSet<>();
        keys.forEach(key -> distinct.add(canonical(key)));
        return List.copyOf(distinct);
    }

    static Optional<Instant> instant(OptionalLong epochMillis) {
        return epochMillis.isPresent() ? Optional.of(Instant.ofEpochMilli(epochMillis.getAsLong())) : Optional.empty();
    }

    @Override
    public abstract StreamCursor cursor(KeyFilter filter, TimeRange range);

    @Override
    public final void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer) {
        try (StreamCursor cursor = cursor(filter, range)) {
            cursor.forEach(consumer);
        }
    }

    @Override
    public final List<SeriesKey> keys(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return session.read(verb("keys", "listing the keys of ", filter), connection -> context.table(connection)
                .keys(connection, filter));
    }

    @Override
    public final List<SeriesKey> keys(KeyFilter filter, @Nullable SeriesKey after, int limit) {
        Objects.requireNonNull(filter, "filter");
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 key, not " + limit);
        }
        KeyIndex.Page page = new KeyIndex.Page(after == null ? null : canonical(after), limit);
        return session.read(verb("keys", "listing the keys of ", filter), connection -> context.table(connection)
                .keys(connection, filter, page));
    }

    @Override
    public final List<KeyFilter> split(KeyFilter filter, int parts) {
        Objects.requireNonNull(filter, "filter");
        if (parts < 1) {
            throw new IllegalArgumentException("a filter is split into at least 1 part, not " + parts);
        }
        return parts == 1 ? List.of(filter) : KeySplit.of(filter, axes(), keys(filter), parts);
    }

    @Override
    public final long count(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return session.read(verb("count", "counting ", filter), connection -> context.table(connection)
                .count(connection, filter));
    }

    @Override
    public final boolean exists(SeriesKey key) {
        SeriesKey canonical = canonical(key);
        return session.read(
                verb("exists", "looking for ", canonical).about(canonical),
                connection -> context.table(connection).exists(connection, canonical));
    }

    /** Returns the matching series one after another. */
    abstract SeriesSource source(Lease lease, KeyFilter filter, TimeRange range, Verb verb) throws SQLException;

    @Override
    public Map<SeriesKey, Sample> latest(KeyFilter filter) {
        Map<SeriesKey, Sample> found = new LinkedHashMap<>();
        forEachWhole(
                reading("latest", "reading the last values of ", filter),
                filter,
                (key, series) -> found.put(key, last(series)));
        return found;
    }

    @Override
    public Map<SeriesKey, Instant> lastTimestamps(KeyFilter filter) {
        Map<SeriesKey, Instant> found = new LinkedHashMap<>();
        forEachWhole(
                reading("lastTimestamps", "reading the last times of ", filter),
                filter,
                (key, series) -> found.put(key, last(series).time()));
        return found;
    }

    @Override
    public StoreStatistics statistics(KeyFilter filter) {
        Verb verb = reading("statistics", "computing statistics of ", filter);
        Objects.requireNonNull(filter, "filter");
        return session.stream(verb, lease -> {
            KeyIndex.Rows rows = context.table(lease.connection()).rows(lease.connection(), filter);
            LongSummaryStatistics times = new LongSummaryStatistics();
            LongSummaryStatistics values = new LongSummaryStatistics(); // the number of values of each series
            forEachWhole(lease, verb, filter, (key, series) -> {
                times.accept(series.epochMillisAt(0));
                times.accept(series.epochMillisAt(series.size() - 1));
                values.accept(series.valueCount());
            });
            return new StoreStatistics(
                    values.getCount(),
                    rows.count(),
                    rows.points().orElse(values.getSum()),
                    rows.bytes(),
                    times.getCount() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(times.getMin())),
                    times.getCount() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(times.getMax())));
        });
    }

    @Override
    public final StoreHealth health() {
        long start = System.nanoTime();
        Verb verb = Verb.of("health", name(), () -> "checking " + name());
        try {
            Optional<Instant> heldBack = session.whole(verb, this::checked);
            return new StoreHealth(name(), Optional.empty(), since(start), heldBack);
        } catch (StoreException e) {
            return new StoreHealth(name(), Optional.of(e), since(start), Optional.empty());
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Optional<Instant> checked(Session parts) {
        new SqlSchema(definition().spec(), parts).verify();
        return heldBackSince(parts);
    }

    /** Returns when the oldest change was written that the feed holds back. */
    Optional<Instant> heldBackSince(Session parts) {
        return Optional.empty();
    }

    /** Reads whole series one after another, and leaves out those without a value. */
    private void forEachWhole(Verb verb, KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
        Objects.requireNonNull(filter, "filter");
        session.stream(verb, lease -> {
            forEachWhole(lease, verb, filter, consumer);
            return true;
        });
    }

    private void forEachWhole(Lease lease, Verb verb, KeyFilter filter, BiConsumer<SeriesKey, Series> consumer)
            throws SQLException {
        try (SeriesSource source = source(lease, filter, TimeRange.all(), verb)) {
            for (SeriesSource.Found found = source.next(); found != null; found = source.next()) {
                verb.count(1, 0, 0);
                consumer.accept(found.key(), found.series().trim());
            }
        }
    }

    /** Returns the last point of a series that ends with a value. */
    static Sample last(Series series) {
        int at = series.size() - 1;
        return new Sample(Instant.ofEpochMilli(series.epochMillisAt(at)), series.valueAt(at));
    }

    @Override
    public final Optional<Series> readLast(SeriesKey key, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("readLast must read at least one value, not " + count);
        }
        SeriesKey canonical = canonical(key);
        return end(verb("readLast", "reading the end of ", canonical).about(canonical), canonical, count)
                .map(series -> tail(series.trim(), count));
    }

    /** Returns a series, or its end with at least this number of values. */
    abstract Optional<Series> end(Verb verb, SeriesKey key, int values);

    private static Series tail(Series series, int values) {
        int from = series.size();
        for (int left = values; from > 0 && left > 0; ) {
            left -= Double.isNaN(series.valueAt(--from)) ? 0 : 1;
        }
        return from == 0 ? series : series.slice(TimeRange.since(Instant.ofEpochMilli(series.epochMillisAt(from))));
    }

    /** Returns the definition that this store was opened with. */
    @Override
    public final String toString() {
        return definition().toString();
    }
}
