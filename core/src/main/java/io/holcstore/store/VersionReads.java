package io.holcstore.store;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.sql.Lease;
import io.holcstore.sql.RowScan;
import io.holcstore.sql.Session;
import io.holcstore.sql.VersionRow;
import io.holcstore.sql.VersionTable;
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
final class VersionReads {
    /** Keys whose versions are asked for in one query: H2 sorts what it finds in memory. */
    private static final int KEYS_AT_ONCE = 64;

    private final VersionedStoreDefinition definition;
    private final VersionContext context;
    private final Session session;

    VersionReads(VersionContext context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
    }

    Optional<Series> combined(SeriesKey key, Combine combine) {
        VersionReader reader = new VersionReader(definition, combine);
        return reader.combine(
                session.read("reading " + key + " from " + definition.name(), connection -> context.table(connection)
                        .versions(connection, key, null, combine.sortsOfKey())));
    }

    /** All versions of a key, highest first, or the one of this number. */
    List<Version> versions(SeriesKey key, @Nullable Integer number) {
        String which = number == null ? "the versions" : "version " + number;
        List<VersionRow> rows = session.read(
                "reading " + which + " of " + key + " from " + definition.name(),
                connection -> context.table(connection)
                        .versions(connection, key, number, VersionReader.HIGHEST_FIRST.sortsOfKey()));
        return VersionReader.versions(definition, rows);
    }

    void forEach(KeyFilter filter, Combine combine, Consumer<CombinedSeries> consumer) {
        VersionReader reader = new VersionReader(definition, combine);
        stream("reading " + filter + " from " + definition.name(), (table, connection) -> {
            try (RowScan<VersionRow> scan =
                    table.scan(connection, filter, reader.axes(), combine.sorts(definition.axes()))) {
                reader.combine(scan::next, consumer::accept);
            }
        });
    }

    /** Every one of these keys, which are distinct, in the order given, with its versions combined. */
    void forEach(List<SeriesKey> keys, BiConsumer<SeriesKey, Optional<Series>> consumer) {
        Combine combine = Combine.newestFirst();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            List<SeriesKey> part = keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size()));
            VersionReader reader = new VersionReader(definition, combine);
            Map<SeriesKey, Series> found = new LinkedHashMap<>();
            stream("reading " + keys.size() + " keys from " + definition.name(), (table, connection) -> {
                for (List<SeriesKey> named : table.parts(part)) {
                    try (RowScan<VersionRow> scan =
                            table.scan(connection, named, reader.axes(), combine.sorts(definition.axes()))) {
                        reader.combine(scan::next, combined -> found.put(combined.key(), combined.series()));
                    }
                }
            });
            part.forEach(key -> consumer.accept(key, Optional.ofNullable(found.get(key))));
        }
    }

    private interface Reading {
        void read(VersionTable table, Connection connection) throws SQLException;
    }

    private void stream(String verb, Reading reading) {
        try (Lease lease = session.openStream(verb)) {
            reading.read(context.table(lease.connection()), lease.connection());
        } catch (SQLException e) {
            throw Session.failure(verb, e);
        }
    }
}
