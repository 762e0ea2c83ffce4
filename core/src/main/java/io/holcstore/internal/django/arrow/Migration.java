package io.holcstore.internal.django.arrow;

import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Migrates a table once. Compares what the store already has with the table, and leaves it alone. */
public final class Migration {
    private static final int KEYS_AT_ONCE = 1_000;
    private static final long VALUES_AT_ONCE = 1_000_000;
    private static final Duration ONE_WRITE = Duration.ofSeconds(1); // the most between the two times of a new row

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

    /** Stores the series of all rows, a thousand series in a transaction. */
    public void into(KeyedStore store) {
        SeriesRows found = new SeriesRows(source, table, store.axes(), store.name());
        Map<SeriesKey, Series> batch = new LinkedHashMap<>();
        long[] waiting = new long[1];
        found.forEachSeries((key, read) -> {
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
            if (!series.equals(batch.remove(key))) {
                throw other(store.name(), key);
            }
            unchanged++;
        });
        store.insertAll(batch);
        series += batch.size();
        values += batch.values().stream().mapToLong(Series::size).sum();
        batch.clear();
    }

    /** Restores the versions of all rows with their numbers and times, all versions of a key in one transaction. */
    public void into(VersionedStore store) {
        SeriesRows found = new SeriesRows(source, table, store.axes(), store.name());
        List<Version> ofKey = new ArrayList<>();
        SeriesKey[] current = new SeriesKey[1];
        int[] nextNumber = new int[1]; // also after versions without a value, whose numbers were given
        found.forEachVersion((key, version) -> {
            progress.update(found.rows());
            if (!key.equals(current[0])) {
                store(store, current[0], ofKey, nextNumber[0]);
                current[0] = key;
            }
            nextNumber[0] = version.number() + 1;
            if (version.series().isEmpty()) {
                empty++;
            } else {
                requireOne(store.name(), key, ofKey, version);
                ofKey.add(version);
            }
        });
        store(store, current[0], ofKey, nextNumber[0]);
        rows = found.rows();
        withoutKey = found.withoutKey();
    }

    private void requireOne(String store, SeriesKey key, List<Version> before, Version next) {
        if (!before.isEmpty() && before.get(before.size() - 1).number() == next.number()) {
            throw new VersionsExistException(
                    table.name() + " has several rows of " + key + ", version " + next.number() + "; the axes of "
                            + store + " need to name all columns of its key",
                    store,
                    key.toString(),
                    next.number());
        }
    }

    private void store(VersionedStore store, @Nullable SeriesKey key, List<Version> found, int nextNumber) {
        if (key == null || found.isEmpty()) {
            return;
        }
        SeriesHistory history = new SeriesHistory(key, found, List.of(), nextNumber, knownSince(found));
        series++;
        if (restore(store, history)) {
            versions += found.size();
            values +=
                    found.stream().mapToLong(version -> version.series().size()).sum();
        } else {
            unchanged += found.size();
        }
        found.clear();
    }

    /** Stores a history. Returns false when the store has all of it, and may have stored more since. */
    private static boolean restore(VersionedStore store, SeriesHistory history) {
        try {
            return store.restore(history);
        } catch (VersionsExistException e) {
            List<Version> all = new ArrayList<>();
            store.history(history.key()).ifPresent(stored -> {
                all.addAll(stored.versions());
                stored.superseded().forEach(each -> all.add(each.version()));
            });
            if (all.containsAll(history.versions())) {
                return false;
            }
            throw e;
        }
    }

    /** Returns when a row was last overwritten, which lost what it had before. Empty when no row was. */
    private static Optional<Instant> knownSince(List<Version> found) {
        return found.stream()
                .filter(version ->
                        version.modifiedAt().isAfter(version.createdAt().plus(ONE_WRITE)))
                .map(Version::modifiedAt)
                .max(Comparator.naturalOrder());
    }

    private SeriesExistsException other(String store, SeriesKey key) {
        return new SeriesExistsException(
                store + " has another series of " + key + " than " + table.name()
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
