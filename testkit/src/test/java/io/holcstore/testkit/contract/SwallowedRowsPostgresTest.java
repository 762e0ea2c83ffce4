package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.Store;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Triggers and rules that leave rows out, without an error of the database. */
final class SwallowedRowsPostgresTest extends EncodedStoreContract {
    /** How rows get to the database. */
    enum Way {
        COPY,
        BATCH,
        REWRITTEN_BATCH
    }

    SwallowedRowsPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    @BeforeEach
    void createFunction() {
        execute("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
    }

    private DataSource by(Way way) throws SQLException {
        return switch (way) {
            case COPY -> dataSource();
            case BATCH -> db.plainJdbc();
            case REWRITTEN_BATCH -> {
                PGSimpleDataSource source = db.database().newPool().unwrap(PGSimpleDataSource.class);
                source.setReWriteBatchedInserts(true);
                yield LeakDetectingDataSource.refusingUnwrap(source);
            }
        };
    }

    private void swallow(String event, String table, String condition) {
        execute("CREATE OR REPLACE TRIGGER swallow BEFORE " + event + " ON \"" + table + "\" FOR EACH ROW WHEN ("
                + condition + ") EXECUTE FUNCTION swallow()");
    }

    private void release(String table) {
        execute("DROP TRIGGER swallow ON \"" + table + "\"");
    }

    private static void refused(ThrowingCallable verb, String... parts) {
        StoreSqlException e = catchThrowableOfType(StoreSqlException.class, verb);
        assertThat(e).hasMessageContainingAll(parts).hasMessageContaining("trigger or rule");
        assertThat(e.isOutcomeUnknown()).isFalse();
    }

    private static Map<SeriesKey, Series> series(String... kinds) {
        Map<SeriesKey, Series> series = new LinkedHashMap<>();
        Stream.of(kinds).forEach(kind -> series.put(key(1, kind), hours("2024-01-31T22:00", 1, 2, 3)));
        return series;
    }

    @ParameterizedTest
    @EnumSource
    void insertedChunks(Way way) throws SQLException {
        ChunkStore store = create(loads());
        ChunkStore writer = loads().open(by(way));
        swallow("INSERT", "load_curve", "NEW.kind = 'b' AND NEW.chunk_index % 12 = 1");
        refused(() -> writer.insertAll(series("a", "b", "c")), "load_curve, ", "kind=", "chunk ");
        refused(() -> writer.merge(key(1, "b"), hours("2024-01-31T22:00", 1, 2, 3)), "kind=b, chunk ");
        assertThat(store.count(KeyFilter.all())).isZero();
        release("load_curve");
        assertThat(writer.insertAll(series("a", "b", "c")).chunksInserted()).isEqualTo(6);
        swallow("INSERT", "load_curve", "NEW.kind = 'b'");
        refused(() -> writer.merge(key(1, "b"), hours("2024-03-01T00:00", 1)), "kind=b, chunk ");
        execute("DROP TRIGGER swallow ON load_curve");
        execute("CREATE RULE swallow AS ON INSERT TO load_curve WHERE NEW.kind = 'd' DO INSTEAD NOTHING");
        if (way != Way.COPY) { // rules do not apply to COPY
            refused(() -> writer.insertAll(series("d", "e")), "load_curve, ", "chunk ");
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(3);
    }

    @Test
    void changedAndDeletedChunks() {
        changedAndDeleted(loads());
        changedAndDeleted(loads("replicated").replicated());
    }

    private void changedAndDeleted(StoreBuilder definition) {
        ChunkStore store = create(definition);
        String table = store.definition().name();
        store.insertAll(series("a", "b"));
        swallow("UPDATE", table, "NEW.kind = 'b'");
        refused(
                () -> store.mergeAll(
                        Map.of(key(1, "a"), hours("2024-01-31T22:00", 7), key(1, "b"), hours("2024-01-31T22:00", 7))),
                table + ", ",
                "kind=b, chunk ");
        assertThat(store.read(key(1, "a")).orElseThrow()).hasValues(1, 2, 3);
        release(table);
        swallow("UPDATE OR DELETE", table, "OLD.kind = 'b'");
        refused(() -> store.replace(key(1, "b"), hours("2024-01-31T22:00", 1, 2)), table + ", ", "kind=b, chunk ");
        assertThat(store.read(key(1, "b")).orElseThrow()).hasValues(1, 2, 3);
        assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(2);
        assertThat(store.keys(KeyFilter.all())).containsExactly(key(1, "b"));
    }

    @ParameterizedTest
    @EnumSource
    void chunksOfASource(Way way) throws SQLException {
        ChunkStore source = create(loads("source").replicated());
        create(loads("replica").replicated());
        ChunkStore replica = loads("replica").replicated().open(by(way));
        source.insertAll(series("a", "b"));
        swallow("INSERT", "replica", "NEW.kind = 'b'");
        refused(() -> replica.replica().apply(OnReplicas.all(source), "s"), "replica, ", "kind=", "chunk ");
        release("replica");
        replica.replica().apply(OnReplicas.all(source), "s");
        source.merge(key(1, "b"), hours("2024-01-31T22:00", 7));
        swallow("UPDATE", "replica", "NEW.kind = 'b'");
        refused(() -> replica.replica().apply(OnReplicas.all(source), "s"), "replica, ", "kind=b, chunk ");
        release("replica");
        swallow("UPDATE", "holcstore_subscription", "TRUE");
        refused(() -> replica.replica().apply(OnReplicas.all(source), "s"), "replica, subscription s");
        swallow("INSERT", "holcstore_subscription", "TRUE");
        refused(() -> replica.replica().apply(OnReplicas.all(source), "t"), "replica, subscription t");
    }

    @Test
    void heads() {
        ChunkStore store = createLoads();
        swallow("INSERT", "load_curve_series", "NEW.kind = 'b'");
        refused(() -> store.insertAll(series("a", "b")), "load_curve, head of version=1, kind=b");
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "REWRITTEN_BATCH"})
    void keyedSeries(Way way) throws SQLException {
        KeyedStore store =
                Store.defineKeyed().axis(VERSION).axis(KIND).table("profiles").open(by(way));
        store.schema().createIfMissing();
        swallow("INSERT", "profiles", "NEW.kind = 'b'");
        refused(() -> store.insertAll(series("a", "b", "c")), "profiles, ", "kind=");
        release("profiles");
        store.insertAll(series("a", "b", "c"));
        swallow("UPDATE OR DELETE", "profiles", "OLD.kind = 'b'");
        refused(() -> store.mergeAll(Map.of(key(1, "b"), hours("2024-01-31T22:00", 7))), "profiles, ", "kind=b");
        refused(() -> store.replace(key(1, "b"), Series.empty()), "profiles, ", "kind=b");
        assertThat(store.delete(List.of(key(1, "b"))).chunksDeleted()).isZero();
        assertThat(store.read(key(1, "b")).orElseThrow()).hasValues(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "REWRITTEN_BATCH"})
    void versions(Way way) throws SQLException {
        VersionedStore store =
                Store.defineVersioned().axis(VERSION).axis(KIND).table("curves").open(by(way));
        store.schema().createIfMissing();
        swallow("INSERT", "curves", "NEW.kind = 'b'");
        refused(() -> store.appendAll(series("a", "b", "c")), "curves, ", "version");
        release("curves");
        store.putAll(series("a", "b", "c"));
        swallow("UPDATE OR DELETE", "curves", "OLD.kind = 'b'");
        refused(() -> store.putAll(series("a", "b")), "curves, ", "kind=b, version 0");
        refused(() -> store.delete(List.of(key(1, "a"), key(1, "b"))), "curves, ", "2 rows went to the history");
        release("curves");
        swallow("INSERT", "curves_history", "NEW.kind = 'b'");
        refused(() -> store.putAll(series("a", "b")), "curves, ", "1 rows went to the history");
        refused(() -> store.delete(List.of(key(1, "b"))), "curves, ", "0 rows went to the history");
        swallow("UPDATE", "curves_series", "OLD.kind = 'b'");
        refused(() -> store.append(key(1, "b"), hours("2024-01-31T22:00", 7)), "curves, counter of ", "kind=b");
        assertThat(store.read(key(1, "b")).orElseThrow()).hasValues(1, 2, 3);
    }

    @Test
    void partitionedTablesCountEveryRow() {
        create(loads("made"));
        execute("CREATE TABLE load_curve (LIKE made INCLUDING ALL) PARTITION BY LIST (kind)");
        execute("CREATE TABLE load_curve_a PARTITION OF load_curve FOR VALUES IN ('base')");
        execute("CREATE TABLE load_curve_b PARTITION OF load_curve DEFAULT");
        for (Way way : Way.values()) {
            ChunkStore store;
            try {
                store = loads().open(by(way));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            store.schema().createIfMissing();
            store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3));
            store.insert(PEAK, hours("2024-01-31T22:00", 1, 2, 3));
            store.merge(PEAK, hours("2024-01-31T22:00", 7));
            assertThat(store.read(PEAK).orElseThrow()).hasValues(7, 2, 3);
            assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(4);
        }
    }
}
