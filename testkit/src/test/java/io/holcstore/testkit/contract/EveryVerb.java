package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.django.DjangoFeed;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Combine;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreHealth;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** The verbs of all kinds of stores over one data source, by name. Run in their order, each succeeds. */
final class EveryVerb {
    static final Series TWO = hours("2024-01-31T23:00", 1, 2);
    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
    static final SeriesKey OTHER = key(2, "base");

    final ChunkStore chunks;
    final ChunkStore replica;
    final KeyedStore keyed;
    final VersionedStore versioned;
    private final Map<String, ThrowingCallable> verbs = new LinkedHashMap<>();

    private EveryVerb(DataSource dataSource) {
        chunks = loads("load_curve").open(dataSource);
        replica = loads("replica").open(dataSource);
        keyed = Store.defineKeyed().axis(VERSION).axis(KIND).table("keyed").open(dataSource);
        versioned = Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .table("versioned")
                .open(dataSource);
    }

    static StoreBuilder loads(String table) {
        return Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .replicated()
                .table(table);
    }

    /** Stores with their tables and one series each. */
    static EveryVerb created(DataSource dataSource) {
        EveryVerb stores = new EveryVerb(dataSource);
        stores.chunks.schema().createIfMissing();
        stores.replica.schema().createIfMissing();
        stores.keyed.schema().createIfMissing();
        stores.versioned.schema().createIfMissing();
        stores.daily().schema().createIfMissing();
        stores.chunks.insert(BASE, TWO);
        stores.keyed.insert(BASE, TWO);
        stores.versioned.append(BASE, TWO);
        return stores;
    }

    private Projection daily() {
        return chunks.projection("daily_load").by("1d");
    }

    /** The same stores over another data source. */
    EveryVerb over(DataSource dataSource) {
        EveryVerb stores = new EveryVerb(dataSource);
        stores.addChunkVerbs();
        stores.addFeedVerbs(chunks.feed().changes(ChangeCursor.start(), KeyFilter.all(), 100));
        stores.addKeyedVerbs();
        stores.addVersionedVerbs();
        return stores;
    }

    Map<String, ThrowingCallable> verbs() {
        return verbs;
    }

    ThrowingCallable verb(String name) {
        return Objects.requireNonNull(verbs.get(name), name);
    }

    /** What is stored, as something that compares. */
    List<@Nullable Object> state() {
        return List.of(
                chunks.read(BASE),
                chunks.keys(KeyFilter.all()),
                replica.keys(KeyFilter.all()),
                replica.replica().cursor("loads"),
                keyed.read(BASE),
                keyed.keys(KeyFilter.all()),
                versioned.read(BASE),
                versioned.keys(KeyFilter.all()),
                versioned.versions(BASE));
    }

    private void addChunkVerbs() {
        verbs.put("insert", () -> chunks.insert(PEAK, TWO));
        verbs.put("merge", () -> chunks.merge(PEAK, TWO));
        verbs.put("replace", () -> chunks.replace(PEAK, TWO));
        verbs.put("insertAll", () -> chunks.insertAll(Map.of(OTHER, TWO)));
        verbs.put("mergeAll", () -> chunks.mergeAll(Map.of(OTHER, TWO, PEAK, TWO)));
        verbs.put("replaceAll", () -> chunks.replaceAll(Map.of(OTHER, TWO)));
        verbs.put("erase", () -> chunks.erase(OTHER, month(2024, 1)));
        verbs.put("eraseAll", () -> chunks.erase(VERSION.is(2), month(2024, 2)));
        verbs.put("copy", () -> chunks.copy(BASE, key(2, "copy")));
        verbs.put("rename", () -> chunks.rename(key(2, "copy"), key(2, "other")));
        verbs.put("reencode", () -> chunks.reencode(KeyFilter.all()).run());
        verbs.put("reindex", () -> chunks.schema().reindex());
        verbs.put("exists", () -> chunks.exists(BASE));
        verbs.put("lastTimestamps", () -> chunks.lastTimestamps(KeyFilter.all()));
        verbs.put("latest", () -> chunks.latest(KeyFilter.all()));
        verbs.put("readLast", () -> chunks.readLast(BASE, 3));
        verbs.put("statistics", () -> chunks.statistics(KeyFilter.all()));
        verbs.put("delete", () -> chunks.delete(VERSION.is(2)));
        verbs.put("deleteKeys", () -> chunks.delete(List.of(OTHER)));
        verbs.put("readAll", () -> chunks.readAll(List.of(BASE)));
        verbs.put("bulkWriter", () -> write(chunks.bulkWriter()));
        verbs.put("bulk", () -> chunks.bulk(bulk -> bulk.add(PEAK, TWO)));
        verbs.put("read", () -> chunks.read(BASE));
        verbs.put("readDense", () -> chunks.readDense(BASE, month(2024, 1)));
        verbs.put("readInto", () -> chunks.readInto(BASE, month(2024, 1), new double[24 * 31]));
        verbs.put("forEach", () -> chunks.forEach(KeyFilter.all(), (key, series) -> {}));
        verbs.put("cursor", () -> read(chunks.cursor(KeyFilter.all())));
        verbs.put("firstTimestamp", () -> chunks.firstTimestamp(KeyFilter.all()));
        verbs.put("lastTimestamp", () -> chunks.lastTimestamp(KeyFilter.all()));
        verbs.put("gaps", () -> chunks.gaps(BASE, month(2024, 1)));
        verbs.put(
                "aggregate",
                () -> chunks.aggregate(BASE, month(2024, 1)).by("1d").sum());
        verbs.put(
                "aggregateAll",
                () -> chunks.aggregate(KeyFilter.all(), month(2024, 1)).by("1d").forEach((key, days) -> {}));
        verbs.put(
                "aggregateAcross",
                () -> chunks.aggregate(KeyFilter.all(), month(2024, 1)).across().by("1d"));
        verbs.put("keys", () -> chunks.keys(KeyFilter.all()));
        verbs.put("keys of a page", () -> chunks.keys(KeyFilter.all(), PEAK, 1));
        verbs.put("split", () -> chunks.split(KeyFilter.all(), 2));
        verbs.put("count", () -> chunks.count(KeyFilter.all()));
        verbs.put("createIfMissing", () -> chunks.schema().createIfMissing());
        verbs.put("upgrade", () -> chunks.schema().upgrade());
        verbs.put("rezone", () -> chunks.schema().rezone());
        verbs.put("verify", () -> chunks.schema().verify());
        verbs.put("health", () -> requireUp(chunks.health()));
        verbs.put("changeEncoding", () -> chunks.schema().changeEncoding());
    }

    private void addFeedVerbs(ChangePage page) {
        verbs.put("changes", () -> chunks.feed().changes(ChangeCursor.start(), KeyFilter.all(), 100));
        verbs.put("apply", () -> replica.replica().apply(page));
        verbs.put("applySubscribed", () -> replica.replica().apply(page, "loads"));
        verbs.put("cursorOf", () -> replica.replica().cursor("loads"));
        verbs.put("upTo", () -> DjangoFeed.of(replica).upTo("loads"));
        verbs.put("createProjection", () -> daily().schema().createIfMissing());
        verbs.put("refresh", () -> daily().refresh());
        verbs.put("purgeTombstones", () -> chunks.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z")));
        verbs.put("beginEpoch", () -> chunks.feed().beginEpoch());
    }

    private void addKeyedVerbs() {
        verbs.put("keyed insert", () -> keyed.insert(PEAK, TWO));
        verbs.put("keyed merge", () -> keyed.merge(PEAK, TWO));
        verbs.put("keyed replaceAll", () -> keyed.replaceAll(Map.of(OTHER, TWO)));
        verbs.put("keyed bulkWriter", () -> write(keyed.bulkWriter()));
        verbs.put("keyed erase", () -> keyed.erase(PEAK, month(2024, 1)));
        verbs.put("keyed readAll", () -> keyed.readAll(List.of(BASE)));
        verbs.put("keyed eraseAll", () -> keyed.erase(VERSION.is(2), month(2024, 1)));
        verbs.put("keyed copy", () -> keyed.copy(BASE, key(2, "copy")));
        verbs.put("keyed latest", () -> keyed.latest(KeyFilter.all()));
        verbs.put("keyed statistics", () -> keyed.statistics(KeyFilter.all()));
        verbs.put("keyed delete", () -> keyed.delete(VERSION.is(2)));
        verbs.put("keyed deleteKeys", () -> keyed.delete(List.of(PEAK)));
        verbs.put("keyed read", () -> keyed.read(BASE));
        verbs.put("keyed findOne", () -> keyed.findOne(KeyFilter.all()));
        verbs.put("keyed forEach", () -> keyed.forEach(KeyFilter.all(), (key, series) -> {}));
        verbs.put("keyed count", () -> keyed.count(KeyFilter.all()));
    }

    private void addVersionedVerbs() {
        verbs.put("append", () -> versioned.append(PEAK, TWO));
        verbs.put("appendAll", () -> versioned.appendAll(Map.of(key(2, "appended"), TWO)));
        verbs.put("appendAsOf", () -> versioned.append(key(2, "migrated"), TWO, THEN));
        verbs.put(
                "restore",
                () -> versioned.restore(
                        SeriesHistory.of(key(2, "restored"), List.of(new Version(0, THEN, THEN, TWO)))));
        verbs.put("put", () -> versioned.put(OTHER, TWO));
        verbs.put("putAll", () -> versioned.putAll(Map.of(OTHER, TWO)));
        verbs.put("deleteVersion", () -> versioned.deleteVersion(List.of(PEAK), 0));
        verbs.put("deleteAll", () -> versioned.deleteAll(VERSION.is(2)));
        verbs.put("versioned cursor", () -> read(versioned.cursor(KeyFilter.all())));
        verbs.put("versioned lastTimestamp", () -> versioned.lastTimestamp(KeyFilter.all()));
        verbs.put("purgeHistory", () -> versioned.purgeHistory(Instant.parse("2020-01-01T00:00:00Z")));
        verbs.put("versioned latest", () -> versioned.latest(KeyFilter.all()));
        verbs.put("versioned statistics", () -> versioned.statistics(KeyFilter.all()));
        verbs.put("versioned read", () -> versioned.read(BASE));
        verbs.put("versioned readAll", () -> versioned.readAll(List.of(BASE)));
        verbs.put("versioned forEach", () -> versioned.forEach(KeyFilter.all(), Combine.newestFirst(), all -> {}));
        verbs.put("readVersion", () -> versioned.readVersion(BASE, 0));
        verbs.put("readAsOf", () -> versioned.readAsOf(BASE, THEN));
        verbs.put("versionsAsOf", () -> versioned.versionsAsOf(BASE, THEN));
        verbs.put("aggregateVersion", () -> versioned
                .aggregateVersion(BASE, 0, month(2024, 1))
                .by("1d")
                .sum());
        verbs.put("missing", () -> versioned.missing(List.of(BASE), month(2024, 1), Frequency.parse("1h")));
        verbs.put("versions", () -> versioned.versions(BASE));
        verbs.put("history", () -> versioned.history(BASE));
        verbs.put("forEachHistory", () -> versioned.forEachHistory(KeyFilter.all(), history -> {}));
    }

    private static void requireUp(StoreHealth health) {
        health.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private static void write(BulkWriter writer) {
        try (writer) {
            writer.add(PEAK, TWO);
        }
    }

    private static void read(SeriesCursor cursor) {
        try (cursor) {
            while (cursor.next()) {
                cursor.series();
            }
        }
    }
}
