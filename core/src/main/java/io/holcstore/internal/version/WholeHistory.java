package io.holcstore.internal.version;

import io.holcstore.error.VersionsExistException;
import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.version.HistoryTable;
import io.holcstore.internal.sql.version.HistoryTable.Kept;
import io.holcstore.internal.sql.version.KeptVersion;
import io.holcstore.internal.sql.version.SeriesBlob;
import io.holcstore.internal.sql.version.VersionHead;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.internal.time.Years;
import io.holcstore.internal.verb.StoreContext;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.SeriesHistory.Superseded;
import io.holcstore.store.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the history of a key from one store, and stores it in another. Keys are canonical. */
public final class WholeHistory {
    private final VersionedDefinition definition;
    private final StoreContext<VersionedDefinition, VersionTable> context;
    private final Session session;

    public WholeHistory(StoreContext<VersionedDefinition, VersionTable> context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
    }

    private Verb verb(String name, String doing, Object what) {
        return Verb.of(name, definition.name(), () -> doing + what + " in " + definition.name());
    }

    /** Returns the history of a key, or empty when there is none. */
    public Optional<SeriesHistory> of(SeriesKey key) {
        return of(session, verb("history", "reading the history of ", key).about(key), key);
    }

    private Optional<SeriesHistory> of(Session queries, Verb verb, SeriesKey key) {
        return queries.read(verb, connection -> kept(connection, key), kept -> Optional.ofNullable(history(key, kept))
                .map(found -> counted(verb, kept, found)));
    }

    /** Passes on the history of each matching key. Holds no connection meanwhile. */
    public void forEach(KeyFilter filter, Consumer<SeriesHistory> consumer) {
        Verb verb = verb("forEachHistory", "reading the histories of ", filter);
        session.whole(verb, queries -> {
            List<SeriesKey> keys =
                    queries.read(verb, connection -> context.table(connection).keysEver(connection, filter));
            keys.forEach(key -> of(queries, verb, key).ifPresent(consumer));
            return true;
        });
    }

    private Kept kept(Connection connection, SeriesKey key) throws SQLException {
        return context.table(connection).histories().of(connection, key, definition.counterGroup(key));
    }

    private static SeriesHistory counted(Verb verb, Kept kept, SeriesHistory found) {
        verb.count(1, 0, 0);
        kept.rows().forEach(each -> count(verb, each.row()));
        return found;
    }

    private static void count(Verb verb, VersionRow row) {
        verb.count(0, row.series().points(), row.series().data().length);
    }

    private @Nullable SeriesHistory history(SeriesKey key, Kept kept) {
        if (kept.rows().isEmpty()) {
            return null;
        }
        List<Version> versions = new ArrayList<>();
        List<Superseded> superseded = new ArrayList<>();
        for (KeptVersion each : kept.rows()) {
            Instant at = each.supersededAt();
            Version version = VersionCombiner.version(definition, each.row(), at == null);
            if (at == null) {
                versions.add(version);
            } else {
                superseded.add(new Superseded(version, at));
            }
        }
        return new SeriesHistory(key, versions, superseded, kept.nextNumber(), Optional.ofNullable(kept.since()));
    }

    /** Stores a history from elsewhere. Returns false when the store has exactly this history. */
    public boolean restore(SeriesHistory given) {
        SeriesKey key = definition.canonical(given.key());
        SeriesKey group = definition.counterGroup(key);
        SeriesCodec codec = new SeriesCodec();
        List<VersionRow> live = given.versions().stream()
                .map(version -> row(key, version, codec))
                .toList();
        List<KeptVersion> past = given.superseded().stream()
                .map(each -> new KeptVersion(row(key, each.version(), codec), each.at()))
                .toList();
        Verb verb = verb("restore", "restoring the history of ", key).about(key);
        return session.write(verb, connection -> {
            VersionTable table = context.table(connection);
            table.lock(connection, List.of(group));
            VersionHead head = table.heads(connection, List.of(group)).get(0);
            if (isThere(given, history(key, kept(connection, key)), key)) {
                return false;
            }
            Instant latest = latest(given);
            VersionWriter.requirePast(
                    "the history of " + key + " cannot be restored in " + definition.name() + ", for it goes up to "
                            + latest,
                    latest,
                    table.clock(connection));
            HistoryTable histories = table.histories();
            requireFree(histories, connection, given, key, group);
            table.insert(connection, live);
            histories.insert(connection, past);
            histories.record(connection, after(head, given, latest));
            verb.count(1, 0, 0);
            live.forEach(row -> count(verb, row));
            past.forEach(each -> count(verb, each.row()));
            return true;
        });
    }

    private VersionRow row(SeriesKey key, Version version, SeriesCodec codec) {
        Series series = version.series();
        definition.requireYears(key, series, Years.START, Years.END);
        return new VersionRow(
                key,
                version.number(),
                version.createdAt(),
                version.modifiedAt(),
                new SeriesBlob(SeriesCodec.DTYPE, series.size(), codec.encode(series)));
    }

    /** Returns whether a history is stored. Fails when another one is. */
    private boolean isThere(SeriesHistory given, @Nullable SeriesHistory there, SeriesKey key) {
        if (there == null) {
            return false;
        }
        if (there.versions().equals(given.versions()) && there.superseded().equals(given.superseded())) {
            return true;
        }
        int number = Stream.concat(
                        there.versions().stream()
                                .filter(each -> !given.versions().contains(each)),
                        there.superseded().stream()
                                .filter(each -> !given.superseded().contains(each))
                                .map(Superseded::version))
                .mapToInt(Version::number)
                .findFirst()
                .orElse(given.nextNumber() - 1);
        throw exists(
                key,
                number,
                definition.name() + " has another history of " + key + ", which differs in version " + number
                        + ": restore it in a store that has no versions and no history of the key");
    }

    private VersionsExistException exists(SeriesKey key, int number, String message) {
        return new VersionsExistException(message, definition.name(), key.toString(), number);
    }

    /** Checks the numbers against other keys of the counter: only put gives several keys the same number, 0. */
    private void requireFree(
            HistoryTable histories, Connection connection, SeriesHistory given, SeriesKey key, SeriesKey group)
            throws SQLException {
        Set<Integer> numbers = given.versions().stream()
                .map(Version::number)
                .filter(number -> number > 0)
                .collect(Collectors.toSet());
        if (group.equals(key) || numbers.isEmpty()) {
            return;
        }
        for (VersionTable.Entry taken : histories.taken(connection, key, group, numbers)) {
            throw exists(
                    taken.key(),
                    taken.number(),
                    definition.name() + " has version " + taken.number() + " of " + taken.key()
                            + ", and the history of "
                            + key + " has that number of their common counter, too: restore all keys of the counter"
                            + " before anything is appended to them");
        }
    }

    private static Instant latest(SeriesHistory given) {
        Instant latest = given.since().orElse(Instant.MIN);
        for (Version version : given.versions()) {
            latest = VersionWriter.later(latest, version.modifiedAt());
        }
        for (Superseded each : given.superseded()) {
            latest = VersionWriter.later(latest, each.at());
        }
        return latest;
    }

    private static VersionHead after(VersionHead head, SeriesHistory given, Instant latest) {
        Instant stamped = Objects.requireNonNullElse(head.stampedAt(), latest);
        Instant since = head.historySince();
        Instant dropped = given.since().orElse(null);
        if (since == null || (dropped != null && since.isBefore(dropped))) {
            since = dropped;
        }
        return new VersionHead(
                head.group(),
                Math.max(head.nextNumber(), given.nextNumber()),
                VersionWriter.later(stamped, latest),
                since);
    }
}
