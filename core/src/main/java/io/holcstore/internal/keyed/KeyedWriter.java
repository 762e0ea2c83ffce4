package io.holcstore.internal.keyed;

import io.holcstore.error.SeriesExistsException;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.keyed.SeriesRow;
import io.holcstore.internal.sql.keyed.SeriesTable;
import io.holcstore.internal.sql.keyed.StoredSeries;
import io.holcstore.internal.verb.Batch;
import io.holcstore.internal.verb.SeriesWriter;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.internal.verb.WriteTally;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@link SeriesWriter} of whole series. */
public final class KeyedWriter implements SeriesWriter<Points> {
    /** The most points of stored series that are read at once to be combined. */
    private static final int POINTS_AT_ONCE = 1 << 20;

    private final KeyedContext context;
    private final SeriesTable table;
    private final Connection connection;
    private final SeriesCoder coder;
    private final WriteTally tally = new WriteTally();
    private final Batch<SeriesRow> inserts;
    private final Batch<SeriesRow> updates;

    KeyedWriter(KeyedContext context, Connection connection) throws SQLException {
        this.context = context;
        this.table = context.table(connection);
        this.connection = connection;
        this.coder = context.coder();
        this.inserts = new Batch<>(connection, table::insert);
        this.updates = new Batch<>(connection, table::update);
    }

    @Override
    public WriteResult result() {
        return tally.result();
    }

    @Override
    public void close() {
        coder.close();
    }

    @Override
    public void write(WriteMode mode, Collection<Points> series) throws SQLException {
        TreeMap<SeriesKey, Series> sorted = new TreeMap<>(SeriesKey.ORDER);
        series.forEach(each -> sorted.put(each.key(), each.series()));
        for (List<SeriesKey> group : Statements.groups(List.copyOf(sorted.keySet()))) {
            writeGroup(mode, group, sorted);
        }
    }

    private void writeGroup(WriteMode mode, List<SeriesKey> group, Map<SeriesKey, Series> series) throws SQLException {
        Set<SeriesKey> created = table.locks().lock(connection, group).created();
        List<SeriesKey> known =
                group.stream().filter(key -> !created.contains(key)).toList();
        if (mode == WriteMode.INSERT) {
            requireAbsent(known);
            known = List.of();
        }
        for (List<SeriesKey> slice : slices(known)) {
            Map<SeriesKey, StoredSeries> stored = byKey(table.find(connection, slice));
            for (SeriesKey key : slice) {
                write(mode, key, series(series, key), stored.get(key));
            }
        }
        for (SeriesKey key : group) {
            if (mode == WriteMode.INSERT || created.contains(key)) {
                write(mode, key, series(series, key), null);
            }
            tally.points += series(series, key).size();
        }
        inserts.flush();
        updates.flush();
    }

    private static Series series(Map<SeriesKey, Series> series, SeriesKey key) {
        return series.getOrDefault(key, Series.empty());
    }

    private void requireAbsent(List<SeriesKey> keys) throws SQLException {
        for (StoredSeries there : table.index(connection, keys)) {
            String store = context.definition().name();
            String key = there.key().toString();
            throw new SeriesExistsException(
                    store + " already has data of " + key + ": merge adds to it, replace stores another series",
                    store,
                    key);
        }
    }

    /** Cuts keys into slices: the stored series of a slice are held in memory. */
    private List<List<SeriesKey>> slices(List<SeriesKey> keys) throws SQLException {
        if (keys.size() <= 1) {
            return keys.isEmpty() ? List.of() : List.of(keys);
        }
        Map<SeriesKey, StoredSeries> index = byKey(table.index(connection, keys));
        List<List<SeriesKey>> slices = new ArrayList<>();
        int from = 0;
        long points = 0;
        for (int i = 0; i < keys.size(); i++) {
            StoredSeries there = index.get(keys.get(i));
            points += there == null ? 0 : there.pointCount();
            if (points >= POINTS_AT_ONCE || i + 1 == keys.size()) {
                slices.add(keys.subList(from, i + 1));
                from = i + 1;
                points = 0;
            }
        }
        return slices;
    }

    private static Map<SeriesKey, StoredSeries> byKey(List<StoredSeries> rows) {
        Map<SeriesKey, StoredSeries> map = new HashMap<>();
        rows.forEach(row -> map.put(row.key(), row));
        return map;
    }

    private void write(WriteMode mode, SeriesKey key, Series series, @Nullable StoredSeries stored)
            throws SQLException {
        if (stored == null) {
            if (!series.isEmpty()) {
                add(inserts, coder.row(key, series));
                tally.inserted++;
            }
        } else if (mode == WriteMode.MERGE) {
            merge(key, series, stored);
        } else if (series.isEmpty()) {
            table.delete(connection, key);
            tally.deleted++;
        } else {
            SeriesRow row = coder.row(key, series);
            boolean same = row.dtype().equals(stored.dtype()) && Arrays.equals(row.data(), stored.data());
            update(same ? null : row);
        }
    }

    private void add(Batch<SeriesRow> batch, SeriesRow row) throws SQLException {
        tally.bytes += row.data().length;
        batch.add(row, row.data().length);
    }

    private void merge(SeriesKey key, Series series, StoredSeries stored) throws SQLException {
        if (series.isEmpty()) {
            return;
        }
        Series old = coder.series(stored);
        Series merged = series.combineFirst(old).dropNaN();
        update(merged.equals(old) ? null : coder.row(key, merged));
    }

    /** Rewrites a series, unless the same series is stored already. */
    private void update(@Nullable SeriesRow changed) throws SQLException {
        if (changed == null) {
            tally.unchanged++;
        } else {
            add(updates, changed);
            tally.updated++;
        }
    }

    @Override
    public void erase(SeriesKey key, TimeRange range) throws SQLException {
        if (!range.isEmpty()) {
            table.locks().lock(connection, List.of(key));
            eraseLocked(List.of(key), range);
        }
    }

    @Override
    public void erase(KeyFilter filter, TimeRange range) throws SQLException {
        if (range.isEmpty()) {
            return;
        }
        for (List<SeriesKey> group : Statements.groups(table.locks().lock(connection, filter))) {
            for (List<SeriesKey> slice : slices(group)) {
                eraseLocked(slice, range);
            }
        }
    }

    private void eraseLocked(List<SeriesKey> keys, TimeRange range) throws SQLException {
        for (StoredSeries stored : table.find(connection, keys)) {
            SeriesKey key = stored.key();
            Series old = coder.series(stored);
            int erased = old.slice(range).size();
            tally.points += erased;
            if (erased == 0) {
                tally.unchanged++;
            } else if (erased == old.size()) {
                table.delete(connection, key);
                tally.deleted++;
            } else {
                update(coder.row(key, without(old, range)));
                updates.flush();
            }
        }
    }

    @Override
    public Optional<Series> read(SeriesKey key, SeriesKey other) throws SQLException {
        table.locks().lock(connection, List.of(key, other));
        return table.find(connection, List.of(key)).stream().map(coder::series).findFirst();
    }

    private static Series without(Series series, TimeRange range) {
        Series before = series.slice(TimeRange.ofEpochMillis(Long.MIN_VALUE, range.startMillis()));
        Series after = series.slice(TimeRange.ofEpochMillis(range.endMillis(), Long.MAX_VALUE));
        return before.combineFirst(after).dropNaN();
    }

    @Override
    public void delete(List<SeriesKey> keys) throws SQLException {
        List<SeriesKey> sorted = keys.stream().sorted(SeriesKey.ORDER).toList();
        for (List<SeriesKey> group : Statements.groups(sorted)) {
            table.locks().lock(connection, group);
            tally.deleted += table.delete(connection, group);
        }
    }

    @Override
    public void delete(KeyFilter filter) throws SQLException {
        // By key and not by the filter, which might find a series that was created meanwhile and locked by another
        // writer.
        tally.deleted += table.delete(connection, table.locks().lock(connection, filter));
    }
}
