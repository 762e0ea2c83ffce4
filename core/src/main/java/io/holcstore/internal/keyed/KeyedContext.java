package io.holcstore.internal.keyed;

import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.sql.keyed.SeriesTable;
import io.holcstore.internal.time.Years;
import io.holcstore.internal.verb.IdlePool;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.internal.verb.WritePath;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** The state that all verbs of one opened keyed store share, including idle codecs. Thread-safe. */
public final class KeyedContext extends StoreContext<KeyedDefinition, SeriesTable> implements WritePath<Points> {
    private final KeyedDefinition definition;
    private final IdlePool<SeriesCodec> codecs = new IdlePool<>(SeriesCodec::new);

    public KeyedContext(KeyedDefinition definition, StoreOptions options) {
        super(definition, options, dialect -> new SeriesTable(definition.spec(), dialect));
        this.definition = definition;
    }

    public SeriesCoder coder() {
        return new SeriesCoder(definition.name(), codecs);
    }

    @Override
    public Points prepare(SeriesKey key, Series series) {
        SeriesKey canonical = definition.canonical(Objects.requireNonNull(key, "key"));
        Series points = Objects.requireNonNull(series, "series").dropNaN();
        definition.requireYears(canonical, points, Years.START, Years.END);
        return new Points(canonical, points);
    }

    @Override
    public KeyedWriter writer(Connection connection) throws SQLException {
        return new KeyedWriter(this, connection);
    }
}
