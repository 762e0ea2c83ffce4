package io.holcstore.internal.store;

import io.holcstore.error.NoSuchSeriesException;
import io.holcstore.internal.definition.TableDefinition;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.series.KeyIndex;
import io.holcstore.internal.verb.Prepared;
import io.holcstore.internal.verb.SeriesWriter;
import io.holcstore.internal.verb.ShardedPath;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.internal.verb.TransactionBulkWriter;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.internal.verb.WritePath;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The implementation of {@link SeriesStore}: the verbs that are the same for every kind of store with one series for
 * each key.
 *
 * @param <D> the kind of definition
 * @param <T> the statements of the kind of table
 * @param <P> a series that is ready to be written
 */
abstract class SqlSeriesStore<D extends TableDefinition<D, ?>, T extends KeyIndex, P extends Prepared>
        extends SqlStore<D, T> implements SeriesStore {
    private final WritePath<P> path;

    SqlSeriesStore(StoreContext<D, T> context, WritePath<P> path, Session session) {
        super(context, session);
        this.path = ShardedPath.of(path, context.definition().spec().shards());
    }

    // --- write

    @Override
    public final WriteResult insert(SeriesKey key, Series series) {
        return write(WriteMode.INSERT, key, series);
    }

    @Override
    public final WriteResult merge(SeriesKey key, Series series) {
        return write(WriteMode.MERGE, key, series);
    }

    @Override
    public final WriteResult replace(SeriesKey key, Series series) {
        return write(WriteMode.REPLACE, key, series);
    }

    @Override
    public final WriteResult insertAll(Map<SeriesKey, Series> series) {
        return writeAll(WriteMode.INSERT, series);
    }

    @Override
    public final WriteResult mergeAll(Map<SeriesKey, Series> series) {
        return writeAll(WriteMode.MERGE, series);
    }

    @Override
    public final WriteResult replaceAll(Map<SeriesKey, Series> series) {
        return writeAll(WriteMode.REPLACE, series);
    }

    private WriteResult write(WriteMode mode, SeriesKey key, Series series) {
        P prepared = path.prepare(key, series);
        return write(verb(mode.verb(), mode.doing(), key).about(prepared.key()), mode, List.of(prepared));
    }

    private WriteResult writeAll(WriteMode mode, Map<SeriesKey, Series> series) {
        Map<SeriesKey, P> prepared = new HashMap<>();
        series.forEach((key, each) -> {
            P one = path.prepare(key, each);
            prepared.put(one.key(), one);
        });
        return write(verb(mode.verb(), mode.doing(), series.size()), mode, prepared.values());
    }

    private WriteResult write(Verb verb, WriteMode mode, Collection<P> prepared) {
        return write(verb, prepared.size(), writer -> writer.write(mode, prepared));
    }

    private interface Writing<P extends Prepared> {
        void run(SeriesWriter<P> writer) throws SQLException;
    }

    private WriteResult write(Verb verb, int series, Writing<P> writing) {
        return session().write(verb, connection -> {
            try (SeriesWriter<P> writer = path.writer(connection)) {
                writing.run(writer);
                WriteResult result = writer.result();
                verb.count(series, result.points(), result.bytes());
                return result;
            }
        });
    }

    @Override
    public final WriteResult erase(SeriesKey key, TimeRange range) {
        SeriesKey canonical = canonical(key);
        Objects.requireNonNull(range, "range");
        return write(
                verb("erase", "erasing ", canonical).about(canonical), 1, writer -> writer.erase(canonical, range));
    }

    @Override
    public final WriteResult erase(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        return write(verb("erase", "erasing a range of ", filter), 0, writer -> writer.erase(filter, range));
    }

    @Override
    public final WriteResult copy(SeriesKey from, SeriesKey to) {
        return move("copy", "copying to ", from, to, writer -> {});
    }

    @Override
    public final WriteResult rename(SeriesKey from, SeriesKey to) {
        List<SeriesKey> former = List.of(canonical(from));
        return move("rename", "renaming to ", from, to, writer -> writer.delete(former));
    }

    private WriteResult move(String name, String doing, SeriesKey from, SeriesKey to, Writing<P> then) {
        SeriesKey source = canonical(from);
        SeriesKey target = canonical(to);
        if (source.equals(target)) {
            throw new IllegalArgumentException(
                    name + " of " + source + " in " + name() + " needs a different key as its target");
        }
        return write(verb(name, doing, target).about(target), 1, writer -> {
            Series series = writer.read(source, target)
                    .orElseThrow(() ->
                            new NoSuchSeriesException(name() + " has no data of " + source, name(), source.toString()));
            writer.write(WriteMode.INSERT, List.of(path.prepareCopy(target, series)));
            then.run(writer);
        });
    }

    @Override
    public final WriteResult delete(Collection<SeriesKey> keys) {
        List<SeriesKey> canonical = canonical(keys);
        return write(
                verb("delete", "deleting ", canonical.size()), canonical.size(), writer -> writer.delete(canonical));
    }

    @Override
    public final WriteResult delete(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return write(verb("delete", "deleting ", filter), 0, writer -> writer.delete(filter));
    }

    @Override
    public final BulkWriter bulkWriter() {
        return new TransactionBulkWriter<>(name(), path, session());
    }

    @Override
    public final int check(SeriesKey key, Series series) {
        return path.prepare(key, series).dropped();
    }

    // --- read

    @Override
    public final StreamCursor cursor(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        Verb verb = reading("cursor", "reading ", filter);
        return StreamCursor.open(verb, session(), lease -> source(lease, filter, range, verb));
    }
}
