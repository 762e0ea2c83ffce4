package io.holcstore.internal.verb;

import io.holcstore.internal.partition.ShardRule;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The write path of a store that is spread over servers: each transaction writes to one of them.
 *
 * @param <P> a series that is ready to be written
 */
public final class ShardedPath<P extends Prepared> implements WritePath<P> {
    private final WritePath<P> path;
    private final ShardRule shards;

    private ShardedPath(WritePath<P> path, ShardRule shards) {
        this.path = path;
        this.shards = shards;
    }

    /** Returns the path of a store; the given one when the store lies on one server. */
    public static <P extends Prepared> WritePath<P> of(WritePath<P> path, @Nullable ShardRule shards) {
        return shards == null ? path : new ShardedPath<>(path, shards);
    }

    @Override
    public P prepare(SeriesKey key, Series series) {
        return path.prepare(key, series);
    }

    @Override
    public P prepareCopy(SeriesKey key, Series series) {
        return path.prepareCopy(key, series);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public SeriesWriter<P> writer(Connection connection) throws SQLException {
        return new OneShard<>(path.writer(connection), shards.written());
    }

    private record OneShard<P extends Prepared>(SeriesWriter<P> writer, ShardRule.Written written)
            implements SeriesWriter<P> {
        @Override
        public void write(WriteMode mode, Collection<P> series) throws SQLException {
            series.forEach(each -> written.add(each.key()));
            writer.write(mode, series);
        }

        @Override
        public void erase(SeriesKey key, TimeRange range) throws SQLException {
            written.add(key);
            writer.erase(key, range);
        }

        @Override
        public void erase(KeyFilter filter, TimeRange range) throws SQLException {
            written.add(filter);
            writer.erase(filter, range);
        }

        @Override
        public Optional<Series> read(SeriesKey key, SeriesKey other) throws SQLException {
            written.add(key);
            written.add(other);
            return writer.read(key, other);
        }

        @Override
        public void delete(List<SeriesKey> keys) throws SQLException {
            keys.forEach(written::add);
            writer.delete(keys);
        }

        @Override
        public void delete(KeyFilter filter) throws SQLException {
            written.add(filter);
            writer.delete(filter);
        }

        @Override
        public WriteResult result() {
            return writer.result();
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}
