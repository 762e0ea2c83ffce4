package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.Store;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Combine;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * More values and longer texts than a statement, an index or a message has room for. A database is added by a subclass.
 */
public abstract class KeyLimitsContract implements OnDatabase {
    /** A statement has 65,535 parameters at the most. */
    private static final int MANY = 70_000;

    private static final Axis<Integer> METER = Axis.of("meter", INT);
    private static final Axis<String> NOTE = Axis.of("note", TEXT);
    private static final Series DAY = hours("2024-01-15T00:00", 1, 2);

    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    /** A contract on this database. */
    protected KeyLimitsContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    /** Whether a key may have a text of 9,000 characters. */
    protected abstract boolean takesLongTexts();

    /** Whether there is a text that is too long for a key and fits into memory. */
    protected boolean limitsTexts() {
        return true;
    }

    /** The SQLState of a text that is too long. */
    protected String tooLongState() {
        return "54000";
    }

    private static SeriesKey key(int meter, String note) {
        return SeriesKey.of(METER.is(meter), NOTE.is(note));
    }

    private ChunkStore createChunks(String table) {
        return create(named(
                        define().axis(METER)
                                .axis(NOTE)
                                .chunkBy(YEAR_MONTH)
                                .freq("1h")
                                .tz("Europe/Paris"),
                        table)
                .replicated());
    }

    private KeyedStore createKeyed() {
        KeyedStore store =
                Store.defineKeyed().axis(METER).axis(NOTE).table("keyed").open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private VersionedStore createVersioned() {
        return create(Store.defineVersioned().axis(METER).axis(NOTE).table("versioned"));
    }

    // --- filters and lists of keys

    @TestFactory
    Stream<DynamicTest> aFilterOfManyValuesOfEachType() {
        return AxisSamples.all().stream()
                .filter(sample -> facts().holdsKeysOf(sample.type()))
                .filter(sample -> !sample.type().equals(AxisType.BOOLEAN)) // has two values
                .map(sample -> DynamicTest.dynamicTest(sample.type().toString(), () -> filtersByMany(sample)));
    }

    private <T> void filtersByMany(AxisSamples<T> sample) {
        Axis<T> axis = Axis.of("axis", sample.type());
        String table = sample.type().toString().replaceAll("\\W", "_").toLowerCase(Locale.ROOT);
        ChunkStore store =
                create(named(define().axis(axis).chunkBy(YEAR_MONTH).freq("1h").tz("UTC"), "many_" + table));
        Map<SeriesKey, Series> all = new HashMap<>();
        sample.values().forEach(value -> all.put(SeriesKey.of(axis.is(value)), DAY));
        store.insertAll(all);
        List<T> asked = new ArrayList<>();
        for (int i = 0; i < sample.values().size(); i += 2) {
            asked.add(sample.values().get(i));
        }
        for (int i = 0; i < 1500; i++) {
            T other = sample.type().check(sample.another().apply(i));
            if (!sample.values().contains(other)) {
                asked.add(other);
            }
        }
        KeyFilter filter = axis.in(asked);
        List<SeriesKey> expected =
                store.keys(KeyFilter.all()).stream().filter(filter::matches).toList();
        assertThat(expected).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(store.keys(filter)).containsExactlyElementsOf(expected);
        assertThat(store.count(filter)).isEqualTo(expected.size());
    }

    private static List<Integer> meters() {
        return IntStream.range(0, MANY).boxed().toList();
    }

    /** Keys of as many parameters, two each. */
    private static List<SeriesKey> keys() {
        return IntStream.range(MANY / 2, MANY)
                .mapToObj(meter -> key(meter, "note"))
                .toList();
    }

    private static List<String> notes() {
        return IntStream.range(0, MANY).mapToObj(i -> "note " + i).toList();
    }

    @Test
    void eachVerbOfAChunkStoreTakesAFilterOfManyValues() {
        ChunkStore store = createChunks("chunks");
        SeriesKey there = key(69_999, "note 69999");
        SeriesKey other = key(70_000, "note 3");
        store.insertAll(Map.of(there, DAY, other, DAY));
        KeyFilter filter = METER.in(meters()).and(NOTE.in(notes()));
        assertThat(store.keys(filter)).containsExactly(there);
        assertThat(store.count(filter)).isEqualTo(1);
        assertThat(store.lastTimestamp(filter)).contains(Instant.ofEpochMilli(DAY.epochMillisAt(1)));
        Map<SeriesKey, Series> streamed = new HashMap<>();
        store.forEach(filter, streamed::put);
        assertThat(streamed).containsOnly(Map.entry(there, DAY));
        assertThat(store.feed().changes(ChangeCursor.start(), filter, 10).changes())
                .hasSize(1);
        assertThat(store.delete(filter).chunksDeleted()).isEqualTo(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(other);
    }

    @Test
    void eachVerbOfAKeyedStoreTakesAFilterOfManyValues() {
        KeyedStore store = createKeyed();
        SeriesKey there = key(69_999, "note 69999");
        SeriesKey other = key(70_000, "note 3");
        store.insertAll(Map.of(there, DAY, other, DAY));
        KeyFilter filter = METER.in(meters()).and(NOTE.in(notes()));
        assertThat(store.keys(filter)).containsExactly(there);
        assertThat(store.count(filter)).isEqualTo(1);
        assertThat(store.findOne(filter)).contains(DAY);
        assertThat(store.firstTimestamp(filter)).contains(Instant.ofEpochMilli(DAY.epochMillisAt(0)));
        assertThat(store.delete(filter).chunksDeleted()).isEqualTo(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(other);
    }

    @Test
    void aVersionedStoreTakesFiltersAndListsOfManyValues() {
        VersionedStore store = createVersioned();
        SeriesKey there = key(69_999, "note");
        SeriesKey other = key(70_000, "note");
        Series series = halfHours("00:00", 1, 2);
        store.appendAll(Map.of(there, series, other, series));
        KeyFilter filter = METER.in(meters());
        assertThat(store.keys(filter)).containsExactly(there);
        assertThat(store.count(filter)).isEqualTo(1);
        assertThat(store.read(filter, Combine.by(METER, NOTE))).hasSize(1);
        List<SeriesKey> keys = keys();
        assertThat(store.readAll(keys)).containsOnly(Map.entry(there, series));
        assertThat(store.missing(keys, Curves.range("00:00", "01:00"), Frequency.parse("30min"))
                        .values())
                .singleElement()
                .satisfies(missing -> assertThat(missing).hasSize(keys.size() - 1));
        assertThat(store.deleteAll(filter)).isEqualTo(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(other);
    }

    @Test
    void aKeyedStoreDeletesAListOfManyKeys() {
        KeyedStore store = createKeyed();
        SeriesKey other = key(70_000, "note");
        store.insertAll(Map.of(key(69_999, "note"), DAY, other, DAY));
        List<SeriesKey> keys = keys();
        assertThat(store.delete(keys).chunksDeleted()).isEqualTo(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(other);
    }

    @Test
    void aFilterOfManyValuesIsAShortText() {
        assertThat(METER.in(meters()).and(NOTE.in(notes())).toString())
                .isEqualTo(
                        "meter in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 69990 more) and note in ('note 0', 'note 1',"
                                + " 'note 2', 'note 3', 'note 4', 'note 5', 'note 6', 'note 7', 'note 8', 'note 9' and 69990 more)");
    }

    // --- long texts

    /** Without repetitions, which PostgreSQL would compress. */
    private static String text(int length) {
        SplittableRandom random = new SplittableRandom(length);
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void takes(String verb, String text, Runnable write) {
        if (takesLongTexts()) {
            write.run();
            return;
        }
        StoreSqlException e = catchThrowableOfType(StoreSqlException.class, write::run);
        assertThat(e)
                .as(verb)
                .hasMessageContaining("note=" + text.substring(0, 20))
                .hasMessageContaining("(9000 characters) of ")
                .hasMessageContaining("too long")
                .hasMessageContaining("use shorter texts as keys");
        assertThat(e.getMessage()).as(verb).hasSizeLessThan(700);
        assertThat(e.sqlState()).as(verb).isEqualTo(tooLongState());
        assertThat(e.isRetryable() || e.isOutcomeUnknown()).as(verb).isFalse();
        StringBuilder causes = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            causes.append(cause.getMessage());
        }
        assertThat(causes.toString()).as(verb).doesNotContain(text);
    }

    @Test
    void aLongTextInAKeyOfAChunkStore() {
        ChunkStore store = createChunks("chunks");
        ChunkStore replica = createChunks("replica");
        String text = text(9000);
        SeriesKey key = key(1, text);
        Map<String, Runnable> verbs = new LinkedHashMap<>();
        verbs.put("insert", () -> store.insert(key, DAY));
        verbs.put("merge", () -> store.merge(key, DAY));
        verbs.put("replace", () -> store.replace(key, DAY));
        verbs.put("mergeAll", () -> store.mergeAll(Map.of(key, DAY, key(2, "short"), DAY)));
        verbs.put("bulkWriter", () -> {
            try (BulkWriter bulk = store.bulkWriter()) {
                bulk.add(key(3, "short"), DAY);
                bulk.add(key, DAY);
            }
        });
        verbs.forEach((verb, write) -> takes(verb, text, write));
        if (takesLongTexts()) {
            replica.replica().apply(store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10), "chunks");
            assertThat(replica.read(key)).contains(DAY);
            assertThat(store.delete(NOTE.is(text)).chunksDeleted()).isEqualTo(1);
        }
        assertThat(store.read(key)).isEmpty();
        assertThat(store.keys(NOTE.is(text))).isEmpty();
    }

    @Test
    void aLongTextInAKeyOfAKeyedStore() {
        KeyedStore store = createKeyed();
        String text = text(9000);
        SeriesKey key = key(1, text);
        takes("insert", text, () -> store.insert(key, DAY));
        takes("merge", text, () -> store.merge(key, DAY));
        takes("replaceAll", text, () -> store.replaceAll(Map.of(key(2, "short"), DAY, key, DAY)));
        assertThat(store.read(key).isPresent()).isEqualTo(takesLongTexts());
    }

    @Test
    void aLongTextInAKeyOfAVersionedStore() {
        VersionedStore store = createVersioned();
        VersionedStore countedByMeter = create(Store.defineVersioned()
                .axis(METER)
                .axis(NOTE)
                .countVersionsBy(METER)
                .table("counted"));
        String text = text(9000);
        SeriesKey key = key(1, text);
        Series series = halfHours("00:00", 1, 2);
        for (VersionedStore each : Arrays.asList(store, countedByMeter)) {
            takes("append", text, () -> each.append(key, series));
            takes("putAll", text, () -> each.putAll(Map.of(key(2, text), series)));
            assertThat(each.read(key).isPresent()).isEqualTo(takesLongTexts());
        }
    }

    /** The message names the axis whatever the database says. */
    @Test
    void aTextThatIsTooLongForEveryDatabase() {
        assumeTrue(limitsTexts(), "texts of a billion bytes are stored");
        ChunkStore store = createChunks("chunks");
        String text = text((1 << 20) + 1);
        StoreSqlException e = catchThrowableOfType(StoreSqlException.class, () -> store.merge(key(1, text), DAY));
        assertThat(e)
                .hasMessageContaining("note=" + text.substring(0, 20))
                .hasMessageContaining("(1048577 characters) of chunks")
                .hasMessageContaining("use shorter texts as keys");
        assertThat(e.getMessage()).hasSizeLessThan(1000);
        assertThat(store.read(key(1, text), TimeRange.all())).isEmpty();
    }
}
