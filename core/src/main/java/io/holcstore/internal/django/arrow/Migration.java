package io.holcstore.internal.django.arrow;

import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Progress;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One migration of a table. What the store has already is compared with the table, and left alone. */
public final class Migration {
    private static final int KEYS_AT_ONCE = 1_000;
    private static final long VALUES_AT_ONCE = 1_000_000;

    private final DataSource source;
    private final SourceTable table;
    private final Progress progress;

    public long rows;
    public long withoutKey;
    public long series;
    public long versions;
    public long values;
    public long unchanged;
    public long empty;

    public Migration(DataSource source, SourceTable table, Progress progress) {
        this.source = source;
        this.table = table;
        this.progress = progress;
    }

    /** Puts the series of all rows under their keys, a thousand of them in a transaction. */
    public void into(KeyedStore store) {
        SeriesRows found = new SeriesRows(source, table, store.axes(), store.name());
        Map<SeriesKey, Series> batch = new LinkedHashMap<>();
        long[] waiting = new long[1];
        found.forEach(false, (key, version, read) -> {
            progress.update(found.rows());
            if (read.isEmpty()) {
                empty++;
                return;
            }
            if (batch.putIfAbsent(key, read) != null) {
                throw twice(store.name(), key);
            }
            waiting[0] += read.size();
            if (batch.size() >= KEYS_AT_ONCE || waiting[0] >= VALUES_AT_ONCE) {
                store(store, batch);
                waiting[0] = 0;
            }
        });
        store(store, batch);
        rows = found.rows();
        withoutKey = found.withoutKey();
    }

    private void store(KeyedStore store, Map<SeriesKey, Series> batch) {
        Map<SeriesKey, Series> there = store.readAll(batch.keySet());
        there.forEach((key, series) -> {
            if (!same(series, batch.remove(key))) {
                throw other(store.name(), key, "series");
            }
            unchanged++;
        });
        store.insertAll(batch);
        series += batch.size();
        values += batch.values().stream().mapToLong(Series::size).sum();
        batch.clear();
    }

    private static boolean same(Series stored, @Nullable Series read) {
        return stored.equals(read);
    }

    /** Appends the versions of all rows to their keys, in the order of their numbers, each in a transaction. */
    public void into(VersionedStore store) {
        SeriesRows found = new SeriesRows(source, table, store.axes(), store.name());
        OneKey[] current = new OneKey[1];
        found.forEach(true, (key, version, read) -> {
            progress.update(found.rows());
            if (read.isEmpty()) {
                empty++;
                return;
            }
            OneKey of = current[0];
            if (of == null || !of.key.equals(key)) {
                of = new OneKey(store, key);
                current[0] = of;
            }
            of.add(read);
        });
        rows = found.rows();
        withoutKey = found.withoutKey();
    }

    /** The versions of one key. */
    private final class OneKey {
        private final VersionedStore store;
        private final SeriesKey key;
        private final List<Version> there = new ArrayList<>();
        private int next;

        OneKey(VersionedStore store, SeriesKey key) {
            this.store = store;
            this.key = key;
            if (store.exists(key)) {
                there.addAll(store.versions(key));
                there.sort(Comparator.comparing(Version::number));
            }
        }

        void add(Series read) {
            series += next == 0 ? 1 : 0;
            if (next < there.size()) {
                if (!same(there.get(next).series(), read)) {
                    throw other(store.name(), key, "version " + there.get(next).number());
                }
                unchanged++;
            } else {
                store.append(key, read);
                versions++;
                values += read.size();
            }
            next++;
        }
    }

    private SeriesExistsException other(String store, SeriesKey key, String what) {
        return new SeriesExistsException(
                store + " has another " + what + " of " + key + " than " + table.name()
                        + "; migrate into an empty store, or delete the series first",
                store,
                key.toString());
    }

    private SeriesExistsException twice(String store, SeriesKey key) {
        return new SeriesExistsException(
                table.name() + " has several rows of " + key + "; the axes of " + store
                        + " need to name one row, or a versioned store takes them as versions",
                store,
                key.toString());
    }
}
