package io.holcstore.internal.version;

import io.holcstore.error.HistoryDroppedException;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.version.VersionHead;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.internal.time.Years;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reads the versions that were valid at a past instant, and drops history. Keys are canonical. */
public final class VersionHistory {
    private final VersionedDefinition definition;
    private final StoreContext<VersionedDefinition, VersionTable> context;
    private final Session session;

    public VersionHistory(StoreContext<VersionedDefinition, VersionTable> context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
    }

    public Optional<Series> combined(SeriesKey key, Instant instant, Combine combine) {
        VersionCombiner combiner = new VersionCombiner(definition, combine);
        return combiner.combine(rows(key, instant, combiner.order()));
    }

    /** Returns the versions that a key had at the instant, highest first. */
    public List<Version> versions(SeriesKey key, Instant instant) {
        return VersionCombiner.versions(
                definition, rows(key, instant, new VersionOrder(VersionCombiner.HIGHEST_FIRST, definition.axes())));
    }

    /**
     * Returns the rows that a key had at the instant. It locks the key: this waits for writers that already have a
     * time, and later writers get a later time.
     */
    private List<VersionRow> rows(SeriesKey key, Instant instant, VersionOrder order) {
        Years.require(instant, "the instant to read at");
        Instant known = instant.truncatedTo(ChronoUnit.MICROS); // no row has a finer time
        SeriesKey group = definition.counterGroup(key);
        Verb verb = Verb.of(
                        "readAsOf",
                        definition.name(),
                        () -> "reading " + key + " as of " + instant + " from " + definition.name())
                .about(key);
        return session.write(verb, connection -> {
            VersionTable table = context.table(connection);
            table.lock(connection, List.of(group));
            VersionHead head = table.heads(connection, List.of(group)).get(0);
            requireKnown(head, table.clock(connection), key, known);
            return VersionReader.counted(verb, table.versionsAsOf(connection, key, known, order.sortsOfKey()));
        });
    }

    private void requireKnown(VersionHead head, Instant clock, SeriesKey key, Instant instant) {
        Instant stampedAt = head.stampedAt();
        boolean settled = instant.isBefore(clock) || (stampedAt != null && !instant.isAfter(stampedAt));
        if (!settled) {
            throw new IllegalArgumentException("the data of " + definition.name() + " for " + key + " at " + instant
                    + " may still change: the database's clock is at " + clock);
        }
        Instant since = head.historySince();
        if (since != null && instant.isBefore(since)) {
            throw new HistoryDroppedException(
                    "the data of " + definition.name() + " for " + key + " at " + instant
                            + " is not available: the history before " + since + " has been dropped",
                    definition.name(),
                    key.toString(),
                    instant,
                    since);
        }
    }

    /** Drops the rows that were superseded until the instant, and returns their number. */
    public int purge(Instant until) {
        Years.require(until, "the instant until which to drop history");
        Instant known = until.truncatedTo(ChronoUnit.MICROS);
        Verb verb = Verb.of(
                "purgeHistory",
                definition.name(),
                () -> "dropping the history until " + known + " in " + definition.name());
        return session.write(verb, connection -> {
            VersionTable table = context.table(connection);
            List<SeriesKey> keys = table.keysWithHistory(connection, known);
            return keys.isEmpty()
                    ? 0
                    : VersionWriter.lock(definition, table, connection, keys).purge(keys, known);
        });
    }
}
