package io.holcstore.internal.store;

import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.version.VersionContext;
import io.holcstore.internal.version.VersionGaps;
import io.holcstore.internal.version.VersionHistory;
import io.holcstore.internal.version.VersionReads;
import io.holcstore.internal.version.VersionWrites;
import io.holcstore.internal.version.VersionedDefinition;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
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
import javax.sql.DataSource;

/** {@link VersionedStore}. */
public final class SqlVersionedStore implements VersionedStore {
    private final VersionedDefinition definition;
    private final VersionContext context;
    private final Session session;
    private final VersionWrites writes;
    private final VersionReads reads;
    private final VersionHistory history;
    private final VersionGaps gaps;

    SqlVersionedStore(VersionedDefinition definition, DataSource dataSource, StoreOptions options) {
        this(new VersionContext(definition), Session.of(dataSource, options));
    }

    private SqlVersionedStore(VersionContext context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
        this.writes = new VersionWrites(context, session);
        this.reads = new VersionReads(context, session);
        this.history = new VersionHistory(context, session);
        this.gaps = new VersionGaps(reads, definition.zone());
    }

    @Override
    public VersionedStore on(Connection connection) {
        return new SqlVersionedStore(context, session.joining(Objects.requireNonNull(connection, "connection")));
    }

    @Override
    public VersionedDefinition definition() {
        return definition;
    }

    @Override
    public StoreOptions options() {
        return session.options();
    }

    @Override
    public StoreSchema schema() {
        return new SqlSchema(definition.spec(), session);
    }

    @Override
    public SeriesKey key(Object... values) {
        return definition.key(values);
    }

    private Verb verb(String name, Supplier<String> doing) {
        return Verb.of(name, definition.name(), () -> doing.get() + " in " + definition.name());
    }

    // --- write

    @Override
    public int append(SeriesKey key, Series series) {
        SeriesKey canonical = definition.canonical(key);
        return writes.append(verb("append", () -> "appending to " + canonical).about(canonical), one(canonical, series))
                .getOrDefault(canonical, NOT_STORED);
    }

    @Override
    public Map<SeriesKey, Integer> appendAll(Map<SeriesKey, Series> series) {
        return writes.append(verb("append", () -> "appending " + series.size() + " series"), series);
    }

    @Override
    public boolean put(SeriesKey key, Series series) {
        SeriesKey canonical = definition.canonical(key);
        return writes.put(verb("put", () -> "putting " + canonical).about(canonical), one(canonical, series)) > 0;
    }

    @Override
    public int putAll(Map<SeriesKey, Series> series) {
        return writes.put(verb("put", () -> "putting " + series.size() + " series"), series);
    }

    private static Map<SeriesKey, Series> one(SeriesKey key, Series series) {
        return Map.of(key, Objects.requireNonNull(series, "series"));
    }

    @Override
    public int delete(Collection<SeriesKey> keys) {
        return writes.delete(verb("delete", () -> "deleting " + keys.size() + " keys"), canonical(keys), null);
    }

    @Override
    public int deleteVersion(Collection<SeriesKey> keys, int number) {
        return writes.delete(
                verb("deleteVersion", () -> "deleting version " + number + " of " + keys.size() + " keys"),
                canonical(keys),
                number);
    }

    private List<SeriesKey> canonical(Collection<SeriesKey> keys) {
        return keys.stream().map(definition::canonical).distinct().toList();
    }

    @Override
    public int deleteAll(KeyFilter filter) {
        return writes.deleteAll(Objects.requireNonNull(filter, "filter"));
    }

    @Override
    public int purgeHistory(Instant until) {
        return history.purge(Objects.requireNonNull(until, "until"));
    }

    // --- read

    @Override
    public Optional<Series> read(SeriesKey key) {
        return read(key, Combine.newestFirst());
    }

    @Override
    public Optional<Series> read(SeriesKey key, Combine combine) {
        return reads.combined(definition.canonical(key), combine);
    }

    @Override
    public Optional<Series> readAsOf(SeriesKey key, Instant instant) {
        return readAsOf(key, instant, Combine.newestFirst());
    }

    @Override
    public Optional<Series> readAsOf(SeriesKey key, Instant instant, Combine combine) {
        return history.combined(definition.canonical(key), instant, combine);
    }

    @Override
    public List<Version> versionsAsOf(SeriesKey key, Instant instant) {
        return history.versions(definition.canonical(key), instant);
    }

    @Override
    public List<Version> versions(SeriesKey key) {
        return reads.versions(definition.canonical(key), null);
    }

    @Override
    public Optional<Series> readVersion(SeriesKey key, int number) {
        return reads.versions(definition.canonical(key), number).stream()
                .map(Version::series)
                .findFirst();
    }

    @Override
    public Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys) {
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        reads.forEach(canonical(keys), (key, series) -> series.ifPresent(present -> found.put(key, present)));
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
        reads.forEach(Objects.requireNonNull(filter, "filter"), combine, consumer);
    }

    @Override
    public void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
        forEach(filter, Combine.newestFirst(), combined -> consumer.accept(combined.key(), combined.series()));
    }

    @Override
    public List<SeriesKey> keys(KeyFilter filter) {
        return session.read(verb("keys", () -> "listing the keys of " + filter), connection -> context.table(connection)
                .keys(connection, filter));
    }

    @Override
    public long count(KeyFilter filter) {
        return session.read(verb("count", () -> "counting " + filter), connection -> context.table(connection)
                .count(connection, filter));
    }

    // --- gaps

    @Override
    public void gaps(
            KeyFilter filter,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer) {
        gaps.find(Objects.requireNonNull(filter, "filter"), range, freq, margin, consumer);
    }

    @Override
    public void gaps(
            Collection<SeriesKey> keys,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer) {
        gaps.find(canonical(keys), range, freq, margin, consumer);
    }

    @Override
    public Map<TimeRange, List<SeriesKey>> missing(Collection<SeriesKey> keys, TimeRange range, Frequency freq) {
        return gaps.missing(canonical(keys), range, freq);
    }

    /** The definition this store was opened with. */
    @Override
    public String toString() {
        return definition.toString();
    }
}
