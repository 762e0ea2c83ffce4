package io.holcstore.internal.version;

import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.version.SeriesBlob;
import io.holcstore.internal.sql.version.VersionTable;
import io.holcstore.internal.version.VersionWriter.Write;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes of versions, each as one transaction of its own or as a part of the caller's. */
public final class VersionWrites {
    private final VersionedDefinition definition;
    private final VersionContext context;
    private final Session session;

    public VersionWrites(VersionContext context, Session session) {
        this.definition = context.definition();
        this.context = context;
        this.session = session;
    }

    public Map<SeriesKey, Integer> append(Verb verb, Map<SeriesKey, Series> series) {
        List<Write> writes = encode(series);
        return writes.isEmpty()
                ? Map.of()
                : write(verb, keys(writes), writer -> {
                    count(verb, writes);
                    return writer.append(writes);
                });
    }

    /** Returns how many were stored. */
    public int put(Verb verb, Map<SeriesKey, Series> series) {
        List<Write> writes = encode(series);
        return writes.isEmpty()
                ? 0
                : write(verb, keys(writes), writer -> {
                    count(verb, writes);
                    writer.put(writes);
                    return writes.size();
                });
    }

    /** The series that have a value, in the order of their keys. */
    private List<Write> encode(Map<SeriesKey, Series> series) {
        SeriesCodec codec = new SeriesCodec();
        List<Write> writes = new ArrayList<>(series.size());
        series.forEach((key, each) -> {
            SeriesKey canonical = definition.canonical(Objects.requireNonNull(key, "key"));
            if (Objects.requireNonNull(each, "series").valueCount() > 0) {
                writes.add(new Write(canonical, new SeriesBlob(SeriesCodec.DTYPE, each.size(), codec.encode(each))));
            }
        });
        writes.sort((a, b) -> SeriesKey.ORDER.compare(a.key(), b.key()));
        return writes;
    }

    private static void count(Verb verb, List<Write> writes) {
        writes.forEach(
                write -> verb.count(1, write.series().points(), write.series().data().length));
    }

    private static List<SeriesKey> keys(List<Write> writes) {
        return writes.stream().map(Write::key).toList();
    }

    private interface Writing<T> {
        T run(VersionWriter writer) throws SQLException;
    }

    private <T> T write(Verb verb, List<SeriesKey> keys, Writing<T> writing) {
        return session.write(
                verb,
                connection -> writing.run(VersionWriter.lock(definition, context.table(connection), connection, keys)));
    }

    /** Deletes all versions of these canonical keys, or that one of each, and returns how many there were. */
    public int delete(Verb verb, List<SeriesKey> keys, @Nullable Integer number) {
        return keys.isEmpty() ? 0 : write(verb, keys, writer -> writer.delete(keys, number));
    }

    /** Deletes all versions of all keys that match, and returns how many there were. */
    public int deleteAll(KeyFilter filter) {
        return session.write(
                Verb.of("delete", definition.name(), () -> "deleting " + filter + " in " + definition.name()),
                connection -> {
                    VersionTable table = context.table(connection);
                    List<SeriesKey> keys = lockMatching(table, connection, filter);
                    return keys.isEmpty()
                            ? 0
                            : VersionWriter.lock(definition, table, connection, keys)
                                    .delete(keys, null);
                });
    }

    /** Locks the counters of all matching keys, those among them that were made while it waited. */
    private List<SeriesKey> lockMatching(VersionTable table, Connection connection, KeyFilter filter)
            throws SQLException {
        Set<SeriesKey> locked = new HashSet<>();
        while (true) {
            List<SeriesKey> keys = table.keys(connection, filter);
            Set<SeriesKey> groups = keys.stream().map(definition::counterGroup).collect(Collectors.toSet());
            groups.removeAll(locked);
            if (groups.isEmpty()) {
                return keys;
            }
            table.lock(connection, groups);
            locked.addAll(groups);
        }
    }
}
