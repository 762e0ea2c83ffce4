package io.holcstore.internal.version;

import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the versions that count now: of one key, of many keys, of all that match. Keys are canonical. */
public final class VersionReads {
    /** Keys whose versions are asked for in one query: H2 sorts what it finds in memory. */
    private static final int KEYS_AT_ONCE = 64;

    private final VersionedDefinition definition;
    private final VersionContext context;
    private final Session session;

    public VersionReads(VersionContext context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
    }

    public Optional<Series> combined(SeriesKey key, Combine combine) {
        VersionReader reader = new VersionReader(definition, combine);
        return session.read(
                verb("read", key).about(key),
                connection -> context.table(connection)
                        .versions(connection, key, null, reader.order().sortsOfKey()),
                reader::combine);
    }

    /** All versions of a key, highest first, or the one of this number. */
    public List<Version> versions(SeriesKey key, @Nullable Integer number) {
        String which = number == null ? "the versions" : "version " + number;
        VersionOrder order = new VersionOrder(VersionReader.HIGHEST_FIRST, definition.axes());
        return session.read(
                Verb.of(
                                "versions",
                                definition.name(),
                                () -> "reading " + which + " of " + key + " from " + definition.name())
                        .about(key),
                connection -> context.table(connection).versions(connection, key, number, order.sortsOfKey()),
                rows -> VersionReader.versions(definition, rows));
    }

    public void forEach(KeyFilter filter, Combine combine, Consumer<CombinedSeries> consumer) {
        VersionReader reader = new VersionReader(definition, combine);
        Verb verb = verb("forEach", filter);
        stream(session, verb, (table, connection) -> {
            try (RowScan<VersionRow> scan = table.scan(
                    connection, filter, reader.order().axes(), reader.order().sorts())) {
                reader.combine(scan::next, combined -> {
                    verb.count(1, combined.series().size(), 0);
                    consumer.accept(combined);
                });
            }
        });
    }

    /** Every one of these keys, which are distinct, in the order given, with its versions combined. */
    public void forEach(List<SeriesKey> keys, BiConsumer<SeriesKey, Optional<Series>> consumer) {
        Verb verb = verb("readAll", keys.size() + " keys");
        session.whole(verb, queries -> {
            forEach(verb, queries, keys, consumer);
            return true;
        });
    }

    private void forEach(
            Verb verb, Session queries, List<SeriesKey> keys, BiConsumer<SeriesKey, Optional<Series>> consumer) {
        Combine combine = Combine.newestFirst();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            List<SeriesKey> part = keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size()));
            VersionReader reader = new VersionReader(definition, combine);
            Map<SeriesKey, Series> found = new LinkedHashMap<>();
            stream(queries, verb, (table, connection) -> {
                for (List<SeriesKey> named : table.parts(part)) {
                    try (RowScan<VersionRow> scan = table.scan(
                            connection,
                            named,
                            reader.order().axes(),
                            reader.order().sorts())) {
                        reader.combine(scan::next, combined -> {
                            verb.count(1, combined.series().size(), 0);
                            found.put(combined.key(), combined.series());
                        });
                    }
                }
            });
            part.forEach(key -> consumer.accept(key, Optional.ofNullable(found.get(key))));
        }
    }

    private interface Reading {
        void read(VersionTable table, Connection connection) throws SQLException;
    }

    private Verb verb(String name, Object what) {
        return Verb.of(name, definition.name(), () -> "reading " + what + " from " + definition.name());
    }

    private void stream(Session queries, Verb verb, Reading reading) {
        queries.stream(verb, lease -> {
            reading.read(context.table(lease.connection()), lease.connection());
            return true;
        });
    }
}
