package io.holcstore.internal.version;

import io.holcstore.error.VersionsExistException;
import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.sql.version.SeriesBlob;
import io.holcstore.internal.sql.version.VersionHead;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.internal.time.Years;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes versions within one transaction. It first locks the counter groups of all keys and then takes the time of the
 * write. So a later writer of one of these keys takes a later time, and a reader of a past instant waits for the
 * writers before it.
 */
public final class VersionWriter {
    /** A series that is ready to be stored under a key. */
    public record Write(SeriesKey key, SeriesBlob series) {}

    private final VersionedDefinition definition;
    private final VersionTable table;
    private final Connection connection;
    private final Map<SeriesKey, VersionHead> heads = new TreeMap<>(SeriesKey.ORDER);
    private final Instant stamp;

    private VersionWriter(
            VersionedDefinition definition,
            VersionTable table,
            Connection connection,
            List<VersionHead> locked,
            Instant stamp) {
        this.definition = definition;
        this.table = table;
        this.connection = connection;
        locked.forEach(head -> heads.put(head.group(), head));
        this.stamp = stamp;
    }

    /** Returns the series that have a value, in the order of their keys, ready to be stored. */
    public static List<Write> prepare(VersionedDefinition definition, Map<SeriesKey, Series> series) {
        SeriesCodec codec = new SeriesCodec();
        List<Write> writes = new ArrayList<>(series.size());
        series.forEach((key, each) -> {
            SeriesKey canonical = definition.canonical(Objects.requireNonNull(key, "key"));
            if (Objects.requireNonNull(each, "series").valueCount() > 0) {
                definition.requireYears(canonical, each, Years.START, Years.END);
                writes.add(new Write(canonical, new SeriesBlob(SeriesCodec.DTYPE, each.size(), codec.encode(each))));
            }
        });
        writes.sort((a, b) -> SeriesKey.ORDER.compare(a.key(), b.key()));
        return writes;
    }

    /** Locks the counter groups of these keys. */
    public static VersionWriter lock(
            VersionedDefinition definition, VersionTable table, Connection connection, Collection<SeriesKey> keys)
            throws SQLException {
        Set<SeriesKey> groups = groups(definition, keys);
        table.lock(connection, groups);
        List<VersionHead> heads = table.heads(connection, groups);
        Instant latest = table.clock(connection);
        for (VersionHead head : heads) {
            // never repeats the time of an earlier write, even if the clock was set back
            Instant last = head.stampedAt();
            latest = last == null ? latest : later(latest, last.plus(1, ChronoUnit.MICROS));
        }
        return new VersionWriter(definition, table, connection, heads, latest);
    }

    /**
     * Locks the counter group of a key, for a write of this time.
     *
     * @throws IllegalArgumentException when the time is before that of the latest write, or is not past
     */
    public static VersionWriter lockAt(
            VersionedDefinition definition, VersionTable table, Connection connection, SeriesKey key, Instant stamp)
            throws SQLException {
        Set<SeriesKey> groups = groups(definition, List.of(key));
        table.lock(connection, groups);
        List<VersionHead> heads = table.heads(connection, groups);
        String refused = "a version of " + key + " cannot be appended to " + definition.name() + " as of " + stamp;
        for (VersionHead head : heads) {
            Instant last = head.stampedAt();
            if (last != null && stamp.isBefore(last)) {
                throw new IllegalArgumentException(refused + ": the latest write to "
                        + (head.group().equals(key) ? "it" : "the keys of its counter, " + head.group() + ",")
                        + " was at " + last + ", and what was stored after that is known already; append versions in"
                        + " the order of their times");
            }
        }
        requirePast(refused, stamp, table.clock(connection));
        return new VersionWriter(definition, table, connection, heads, stamp);
    }

    /** Refuses a time that the database's clock has not come to. */
    static void requirePast(String refused, Instant time, Instant clock) {
        if (time.isAfter(clock)) {
            throw new IllegalArgumentException(refused + ": the database's clock says " + clock
                    + ", and nothing has been stored after that; correct the time, or the clock that it comes from");
        }
    }

    /**
     * Locks the counter groups of all matching keys, including keys that were created while it waited, and returns the
     * keys.
     */
    public static List<SeriesKey> lockMatching(
            VersionedDefinition definition, VersionTable table, Connection connection, KeyFilter filter)
            throws SQLException {
        Set<SeriesKey> locked = new HashSet<>();
        while (true) {
            List<SeriesKey> keys = table.keys(connection, filter);
            Set<SeriesKey> groups = groups(definition, keys);
            groups.removeAll(locked);
            if (groups.isEmpty()) {
                return keys;
            }
            table.lock(connection, groups);
            locked.addAll(groups);
        }
    }

    private static Set<SeriesKey> groups(VersionedDefinition definition, Collection<SeriesKey> keys) {
        return keys.stream().map(definition::counterGroup).collect(Collectors.toSet());
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private VersionHead head(SeriesKey key) {
        VersionHead head = heads.get(definition.counterGroup(key));
        if (head == null) {
            throw new IllegalStateException("the counter of " + key + " in " + definition.name() + " is not locked");
        }
        return head;
    }

    private void count(SeriesKey key, int number) {
        VersionHead head = head(key);
        int next = Math.max(head.nextNumber(), number + 1);
        heads.put(head.group(), new VersionHead(head.group(), next, head.stampedAt(), head.historySince()));
    }

    /** Gives each series the next number of its counter, in the given order. */
    public Map<SeriesKey, Integer> append(List<Write> writes) throws SQLException {
        Map<SeriesKey, Integer> numbers = new LinkedHashMap<>();
        List<VersionRow> rows = new ArrayList<>();
        for (Write write : writes) {
            int number = head(write.key()).nextNumber();
            if (number == Integer.MAX_VALUE) {
                throw new IllegalStateException(
                        "the version numbers of " + write.key() + " in " + definition.name() + " are exhausted");
            }
            count(write.key(), number);
            numbers.put(write.key(), number);
            rows.add(new VersionRow(write.key(), number, stamp, stamp, write.series()));
        }
        table.insert(connection, rows);
        stampHeads(numbers.keySet());
        return numbers;
    }

    /** Makes each series the only version of its key. */
    public void put(List<Write> writes) throws SQLException {
        List<SeriesKey> keys = writes.stream().map(Write::key).toList();
        Map<SeriesKey, Instant> present = createdAt(keys);
        List<VersionRow> inserts = new ArrayList<>();
        List<VersionRow> updates = new ArrayList<>();
        for (Write write : writes) {
            Instant created = present.get(write.key());
            count(write.key(), 0);
            if (created == null) {
                inserts.add(new VersionRow(write.key(), 0, stamp, stamp, write.series()));
            } else {
                updates.add(new VersionRow(write.key(), 0, created, stamp, write.series()));
            }
        }
        List<SeriesKey> superseded = List.copyOf(present.keySet());
        int kept = table.keepHistory(connection, superseded, 0, stamp);
        table.requireHistory(superseded, kept, superseded.size());
        table.update(connection, updates);
        table.insert(connection, inserts);
        stampHeads(keys);
    }

    /** Returns when the stored series of these keys were created. Throws when one has versions above 0. */
    private Map<SeriesKey, Instant> createdAt(List<SeriesKey> keys) throws SQLException {
        Map<SeriesKey, Instant> created = new HashMap<>();
        for (VersionTable.Entry entry : table.index(connection, keys)) {
            if (entry.number() > 0) {
                throw new VersionsExistException(
                        definition.name() + " has version " + entry.number() + " of " + entry.key()
                                + ": append adds another one; to store a single series, delete the versions first",
                        definition.name(),
                        entry.key().toString(),
                        entry.number());
            }
            created.put(entry.key(), entry.createdAt());
        }
        return created;
    }

    /** Deletes all versions of these keys, or the one with this number of each, and returns how many it deleted. */
    public int delete(List<SeriesKey> keys, @Nullable Integer number) throws SQLException {
        int kept = table.keepHistory(connection, keys, number, stamp);
        int deleted = table.delete(connection, keys, number);
        table.requireHistory(keys, kept, deleted);
        if (deleted > 0) {
            stampHeads(keys);
        }
        return deleted;
    }

    /** Drops the history of these keys that ended at the instant or before, and returns the number of rows. */
    int purge(List<SeriesKey> keys, Instant wanted) throws SQLException {
        Instant until = wanted.isAfter(stamp) ? stamp : wanted; // the present versions stay known
        int purged = table.purge(connection, keys, until);
        List<SeriesKey> forgetting = new ArrayList<>();
        heads.forEach((group, head) -> {
            Instant known = head.historySince();
            if (known == null || known.isBefore(until)) {
                forgetting.add(group);
            }
        });
        table.forgetBefore(connection, forgetting, until);
        return purged;
    }

    private void stampHeads(Collection<SeriesKey> keys) throws SQLException {
        Set<SeriesKey> groups = groups(definition, keys);
        table.stamp(
                connection,
                heads.values().stream()
                        .filter(head -> groups.contains(head.group()))
                        .toList(),
                stamp);
    }
}
