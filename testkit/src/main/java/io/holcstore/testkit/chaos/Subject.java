package io.holcstore.testkit.chaos;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** What stores of all kinds can do, so that the same tries and rounds run on each of them. */
interface Subject {
    /** A definition of any kind of store. */
    interface Definition {
        Subject open(DataSource dataSource);
    }

    void createTables();

    Subject on(Connection connection);

    void insert(SeriesKey key, Series series);

    void merge(SeriesKey key, Series series);

    void replace(SeriesKey key, Series series);

    void insertAll(Map<SeriesKey, Series> series);

    void mergeAll(Map<SeriesKey, Series> series);

    void replaceAll(Map<SeriesKey, Series> series);

    void delete(KeyFilter filter);

    Optional<Series> read(SeriesKey key);

    void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer);

    long count(KeyFilter filter);

    BulkWriter bulkWriter();

    /** For verbs that only chunk stores have. */
    ChunkStore chunks();

    static Subject of(ChunkStore store) {
        return new Subject() {
            @Override
            public void createTables() {
                store.schema().createIfMissing();
            }

            @Override
            public Subject on(Connection connection) {
                return of(store.on(connection));
            }

            @Override
            public void insert(SeriesKey key, Series series) {
                store.insert(key, series);
            }

            @Override
            public void merge(SeriesKey key, Series series) {
                store.merge(key, series);
            }

            @Override
            public void replace(SeriesKey key, Series series) {
                store.replace(key, series);
            }

            @Override
            public void insertAll(Map<SeriesKey, Series> series) {
                store.insertAll(series);
            }

            @Override
            public void mergeAll(Map<SeriesKey, Series> series) {
                store.mergeAll(series);
            }

            @Override
            public void replaceAll(Map<SeriesKey, Series> series) {
                store.replaceAll(series);
            }

            @Override
            public void delete(KeyFilter filter) {
                store.delete(filter);
            }

            @Override
            public Optional<Series> read(SeriesKey key) {
                return store.read(key);
            }

            @Override
            public void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
                store.forEach(filter, consumer);
            }

            @Override
            public long count(KeyFilter filter) {
                return store.count(filter);
            }

            @Override
            public BulkWriter bulkWriter() {
                return store.bulkWriter();
            }

            @Override
            public ChunkStore chunks() {
                return store;
            }
        };
    }

    static Subject of(KeyedStore store) {
        return new Subject() {
            @Override
            public void createTables() {
                store.schema().createIfMissing();
            }

            @Override
            public Subject on(Connection connection) {
                return of(store.on(connection));
            }

            @Override
            public void insert(SeriesKey key, Series series) {
                store.insert(key, series);
            }

            @Override
            public void merge(SeriesKey key, Series series) {
                store.merge(key, series);
            }

            @Override
            public void replace(SeriesKey key, Series series) {
                store.replace(key, series);
            }

            @Override
            public void insertAll(Map<SeriesKey, Series> series) {
                store.insertAll(series);
            }

            @Override
            public void mergeAll(Map<SeriesKey, Series> series) {
                store.mergeAll(series);
            }

            @Override
            public void replaceAll(Map<SeriesKey, Series> series) {
                store.replaceAll(series);
            }

            @Override
            public void delete(KeyFilter filter) {
                store.delete(filter);
            }

            @Override
            public Optional<Series> read(SeriesKey key) {
                return store.read(key);
            }

            @Override
            public void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
                store.forEach(filter, consumer);
            }

            @Override
            public long count(KeyFilter filter) {
                return store.count(filter);
            }

            @Override
            public BulkWriter bulkWriter() {
                return store.bulkWriter();
            }

            @Override
            public ChunkStore chunks() {
                throw new UnsupportedOperationException(store + " has no chunks");
            }
        };
    }
}
