package io.holcstore.internal.store;

import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.KeyIndex;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * What all kinds of stores have in common: their definition and tables, how their verbs are called in messages and
 * events, and which series they have.
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

    /** Where verbs get their connection. */
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

    /** A verb on what is in the store. The text is only made when there is a message. */
    final Verb verb(String name, String doing, Object what) {
        return Verb.of(name, name(), () -> doing + what + " in " + name());
    }

    /** A verb on so many series of the store. */
    final Verb verb(String name, String doing, int series) {
        return Verb.of(name, name(), () -> doing + series + " series in " + name());
    }

    /** A verb that takes something from the store. */
    final Verb reading(String name, String doing, Object what) {
        return Verb.of(name, name(), () -> doing + what + " from " + name());
    }

    final SeriesKey canonical(SeriesKey key) {
        return definition().canonical(Objects.requireNonNull(key, "key"));
    }

    /** These keys, each once, in the order given. */
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
    public final long count(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return session.read(verb("count", "counting ", filter), connection -> context.table(connection)
                .count(connection, filter));
    }

    /** The definition this store was opened with. */
    @Override
    public final String toString() {
        return definition().toString();
    }
}
