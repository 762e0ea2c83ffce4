package io.holcstore.internal.version;

import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.Version;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the versions that are valid now: of one key, of many keys, or of all that match. Keys are canonical. */
public final class VersionReader {
    /** The number of keys in one query, which is limited because H2 sorts the result in memory. */
    private static final int KEYS_AT_ONCE = 64;

    private final VersionedDefinition definition;
    private final StoreContext<VersionedDefinition, VersionTable> context;
    private final Session session;

    public VersionReader(StoreContext<VersionedDefinition, VersionTable> context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
    }

    public Optional<Series> combined(SeriesKey key, Combine combine) {
        return combined(verb("read", key).about(key), key, combine);
    }

    /** Returns the combined versions of a key, as a part of a verb. */
    public Optional<Series> combined(Verb verb, SeriesKey key, Combine combine) {
        VersionCombiner combiner = new VersionCombiner(definition, combine);
        return session.read(
                verb,
                connection -> context.table(connection)
                        .versions(connection, key, null, combiner.order().sortsOfKey()),
                rows -> combiner.combine(counted(verb, rows)));
    }

    /** Counts the versions of one key that a verb has read. */
    static List<VersionRow> counted(Verb verb, List<VersionRow> rows) {
        verb.count(rows.isEmpty() ? 0 : 1, 0, 0);
        rows.forEach(row -> verb.count(0, row.series().points(), row.series().data().length));
        return rows;
    }

    /** Returns all versions of a key, highest first, or only the one with this number. */
    public List<Version> versions(SeriesKey key, @Nullable Integer number) {
        String which = number == null ? "the versions" : "version " + number;
        Verb verb = Verb.of(
                        "versions",
                        definition.name(),
                        () -> "reading " + which + " of " + key + " from " + definition.name())
                .about(key);
        return versions(verb, key, number);
    }

    /** Does the same as a part of a verb. */
    public List<Version> versions(Verb verb, SeriesKey key, @Nullable Integer number) {
        VersionOrder order = new VersionOrder(VersionCombiner.HIGHEST_FIRST, definition.axes());
        return session.read(
                verb,
                connection -> context.table(connection).versions(connection, key, number, order.sortsOfKey()),
                rows -> VersionCombiner.versions(definition, counted(verb, rows)));
    }

    /** Combines the versions of every group of matching keys. */
    public void forEach(Verb verb, KeyFilter filter, Combine combine, Consumer<CombinedSeries> consumer) {
        session.stream(verb, lease -> {
            try (VersionSource source = source(lease, filter, combine, TimeRange.all(), verb)) {
                for (CombinedSeries found = source.nextGroup(); found != null; found = source.nextGroup()) {
                    verb.count(1, 0, 0);
                    consumer.accept(found);
                }
                return true;
            }
        });
    }

    /** Combines the versions of every group of matching keys, and returns their values in a range. */
    @SuppressWarnings("MustBeClosedChecker")
    public VersionSource source(Lease lease, KeyFilter filter, Combine combine, TimeRange range, Verb verb)
            throws SQLException {
        VersionCombiner combiner = new VersionCombiner(definition, combine);
        VersionOrder order = combiner.order();
        Connection connection = lease.connection();
        RowScan<VersionRow> scan = context.table(connection).scan(connection, filter, order.axes(), order.sorts());
        return VersionSource.over(combiner, context.ahead(lease, scan), range, verb);
    }

    /**
     * Passes each of these keys, in the given order, with its combined versions to the consumer. The keys must be
     * distinct. It holds no connection while the consumer runs.
     */
    public void forEach(Verb verb, List<SeriesKey> keys, BiConsumer<SeriesKey, Optional<Series>> consumer) {
        session.whole(verb, queries -> {
            for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
                List<SeriesKey> part = keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size()));
                Map<SeriesKey, Series> found = queries.stream(verb, lease -> find(lease.connection(), part, verb));
                part.forEach(key -> consumer.accept(key, Optional.ofNullable(found.get(key))));
            }
            return true;
        });
    }

    private Map<SeriesKey, Series> find(Connection connection, List<SeriesKey> keys, Verb verb) throws SQLException {
        VersionTable table = context.table(connection);
        VersionCombiner combiner = new VersionCombiner(definition, Combine.newestFirst());
        VersionOrder order = combiner.order();
        Map<SeriesKey, Series> found = new HashMap<>();
        for (List<SeriesKey> named : table.parts(keys)) {
            try (VersionSource source = VersionSource.over(
                    combiner, table.scan(connection, named, order.axes(), order.sorts()), TimeRange.all(), verb)) {
                for (CombinedSeries each = source.nextGroup(); each != null; each = source.nextGroup()) {
                    verb.count(1, 0, 0);
                    found.put(each.key(), each.series());
                }
            }
        }
        return found;
    }

    private Verb verb(String name, Object what) {
        return Verb.of(name, definition.name(), () -> "reading " + what + " from " + definition.name());
    }
}
