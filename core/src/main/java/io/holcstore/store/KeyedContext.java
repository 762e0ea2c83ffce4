package io.holcstore.store;

import io.holcstore.codec.SeriesCodec;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.sql.Dialect;
import io.holcstore.sql.SeriesTable;
import io.holcstore.sql.StoreSchema;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all verbs of one opened keyed store share: its definition, its statements once the database is known, and idle codecs. Thread-safe. */
final class KeyedContext {
    private final KeyedStoreDefinition definition;
    private final IdlePool<SeriesCodec> codecs = new IdlePool<>(SeriesCodec::new);
    private volatile @Nullable SeriesTable table;

    KeyedContext(KeyedStoreDefinition definition) {
        this.definition = definition;
    }

    KeyedStoreDefinition definition() {
        return definition;
    }

    SeriesCoder coder() {
        return new SeriesCoder(definition.name(), codecs);
    }

    /** The points with a value, all at times that a database can name. */
    Series storable(SeriesKey key, Series series) {
        Series points = Objects.requireNonNull(series, "series").dropNaN();
        if (!points.isEmpty()) {
            requireNameable(key, points.epochMillisAt(0));
            requireNameable(key, points.epochMillisAt(points.size() - 1));
        }
        return points;
    }

    private void requireNameable(SeriesKey key, long epochMillis) {
        if (!TimeRange.years().contains(epochMillis)) {
            throw new IllegalArgumentException(definition.name() + ", " + key + ": " + Instant.ofEpochMilli(epochMillis)
                    + " lies outside the years 1 to 9999, which is what databases can name; leave such points out");
        }
    }

    /**
     * The statements of the store. The first call asks the database which it is and compares the settings recorded there with the definition.
     *
     * @throws SchemaMismatchException when they differ or there are none
     */
    SeriesTable table(Connection connection) throws SQLException {
        SeriesTable known = table;
        if (known == null) {
            known = new SeriesTable(definition.spec(), Dialect.of(connection));
            StoreSchema.requireWritable(definition.spec(), connection);
            table = known;
        }
        return known;
    }
}
