package io.holcstore.internal.keyed;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.keyed.SeriesTable;
import io.holcstore.internal.verb.IdlePool;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all verbs of one opened keyed store share: its definition, its statements once the database is known, and idle codecs. Thread-safe. */
public final class KeyedContext {
    private final KeyedDefinition definition;
    private final IdlePool<SeriesCodec> codecs = new IdlePool<>(SeriesCodec::new);
    private volatile @Nullable SeriesTable table;

    public KeyedContext(KeyedDefinition definition) {
        this.definition = definition;
    }

    public KeyedDefinition definition() {
        return definition;
    }

    public SeriesCoder coder() {
        return new SeriesCoder(definition.name(), codecs);
    }

    /** The points with a value, all at times that a database can name. */
    public Series storable(SeriesKey key, Series series) {
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
    public SeriesTable table(Connection connection) throws SQLException {
        SeriesTable known = table;
        if (known == null) {
            known = new SeriesTable(definition.spec(), Dialects.of(connection));
            SqlSchema.requireWritable(definition.spec(), connection);
            table = known;
        }
        return known;
    }
}
