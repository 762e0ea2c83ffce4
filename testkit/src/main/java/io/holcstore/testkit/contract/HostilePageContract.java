package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.StoredRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Pages that no source has made: nothing of them is stored, and what is wrong is told. */
interface HostilePageContract extends OnDatabase {
    int FEBRUARY_SLOTS = 29 * 24;

    private ChunkStore replica() {
        return create(loads("replica").replicated());
    }

    /** Two good changes, of January and February 2024, with 5 and 3 values. */
    private ChangePage page() {
        ChunkStore source = create(loads().replicated());
        source.merge(BASE, hours("2024-01-31T19:00", 1.5, 2, 3.25, 4, 5, 6, 7, 8));
        return source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10);
    }

    private static ChangePage with(ChangePage page, Change last) {
        List<Change> changes = new ArrayList<>(page.changes());
        changes.set(changes.size() - 1, last);
        return new ChangePage(page.shape(), page.filter(), page.from(), changes, page.next(), page.remaining());
    }

    private static Change withData(Change change, byte[] data) {
        return withData(change, change.dtype(), data);
    }

    private static Change withData(Change change, String dtype, byte[] data) {
        return new Change(
                change.key(),
                change.chunk(),
                change.sequence(),
                false,
                dtype,
                change.valueCount(),
                change.startMillis(),
                change.firstMillis(),
                change.lastMillis(),
                change.updatedAt(),
                data);
    }

    private static Change with(Change change, SeriesKey key, int chunk, int values, long first, long last) {
        return new Change(
                key,
                chunk,
                change.sequence(),
                false,
                change.dtype(),
                values,
                change.startMillis(),
                first,
                last,
                change.updatedAt(),
                change.data());
    }

    private static void assertDamaged(ChunkStore replica, ChangePage page) {
        assertThatThrownBy(() -> replica.replica().apply(page, "loads"))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("replica, change of version=1, kind=base, chunk ")
                .hasMessageContaining("nothing of the page is stored");
        assertThat(replica.count(KeyFilter.all())).isZero();
        assertThat(replica.replica().cursor("loads")).isEmpty();
    }

    @Test
    default void damagedBlobsAreFound() {
        ChunkStore replica = replica();
        ChangePage page = page();
        Change good = page.changes().get(1);
        byte[] data = good.data();
        for (int length = 0; length < data.length; length += 1 + data.length / 40) {
            assertDamaged(replica, with(page, withData(good, Arrays.copyOf(data, length))));
        }
        assertDamaged(replica, with(page, withData(good, Arrays.copyOf(data, data.length + 1))));
        // LZ4 frames have no checksum of what they hold; their header has one, and says how much that is
        int checked = encoding() == Encoding.COMPACT ? data.length : 15;
        for (int at = 0; at < checked; at++) {
            byte[] flipped = data.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertDamaged(replica, with(page, withData(good, flipped)));
        }
        replica.replica().apply(page, "loads");
        assertThat(replica.read(BASE).orElseThrow().valueCount()).isEqualTo(8);
    }

    /** January has more slots than February. */
    @Test
    default void blobsOfOtherChunksAreFound() {
        ChangePage page = page();
        ChunkStore replica = replica();
        Change january = page.changes().get(0);
        Change february = page.changes().get(1);
        assertDamaged(replica, with(page, withData(february, january.data())));
    }

    @Test
    default void countsAndTimesThatAreNotThoseOfTheBlobAreFound() {
        ChangePage page = page();
        ChunkStore replica = replica();
        Change good = page.changes().get(1);
        long first = good.firstMillis();
        long last = good.lastMillis();
        for (Change each : List.of(good, inOtherEncoding(good))) {
            assertDamaged(replica, with(page, with(each, BASE, good.chunk(), 4, first, last)));
            assertDamaged(replica, with(page, with(each, BASE, good.chunk(), 3, first + 3_600_000, last)));
            assertDamaged(replica, with(page, with(each, BASE, good.chunk(), 3, first, last + 3_600_000)));
        }
        assertRefused(replica, with(page, with(good, BASE, good.chunk(), 697, first, last)), "696 slots");
        assertRefused(replica, with(page, with(good, BASE, good.chunk(), 3, first + 1, last)), "on the grid");
        assertRefused(replica, with(page, with(good, BASE, good.chunk(), 3, 0, last)), "on the grid");
        long march = instant("2024-03-01T00:00").toEpochMilli();
        assertRefused(replica, with(page, with(good, BASE, good.chunk(), 3, first, march)), "on the grid");
        for (int chunk : new int[] {Integer.MIN_VALUE, -1, 11, 120_000, Integer.MAX_VALUE}) {
            assertRefused(replica, with(page, with(good, BASE, chunk, 3, first, last)), "chunk " + chunk);
        }
    }

    /** The change of February as a store with the other encoding has it. */
    private Change inOtherEncoding(Change change) {
        double[] values = new double[FEBRUARY_SLOTS];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < 3; i++) {
            values[i] = 6 + i;
        }
        ChunkCodec codec = ChunkCodec.of(encoding() == Encoding.COMPACT ? Encoding.LZ4 : Encoding.COMPACT, 24);
        return withData(change, codec.dtype(), codec.encode(values, 0, FEBRUARY_SLOTS));
    }

    /** Of a blob that names no gap, and has a NaN among its values all the same. */
    @Test
    default void aNaNOutsideTheGapsIsFound() {
        ChangePage page = page();
        ChunkStore replica = replica();
        Change good = page.changes().get(1);
        long first = instant("2024-02-01T00:00").toEpochMilli();
        long last = instant("2024-02-29T23:00").toEpochMilli();
        for (int claimed : new int[] {FEBRUARY_SLOTS, FEBRUARY_SLOTS - 1}) {
            Change all = with(good, BASE, good.chunk(), claimed, first, last);
            assertDamaged(replica, with(page, withData(all, "compact", raw(5))));
        }
        Change full = with(good, BASE, good.chunk(), FEBRUARY_SLOTS, first, last);
        replica.replica().apply(with(page, withData(full, "compact", raw(-1))), "loads");
        assertThat(replica.read(BASE).orElseThrow().valueCount()).isEqualTo(5 + FEBRUARY_SLOTS);
    }

    /** A compact chunk of February in the raw layout without gaps, one of whose values is NaN. */
    private static byte[] raw(int nan) {
        ByteBuffer blob = ByteBuffer.allocate(5 + FEBRUARY_SLOTS * Double.BYTES + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 0x10).put((byte) ((FEBRUARY_SLOTS & 0x7f) | 0x80)).put((byte) (FEBRUARY_SLOTS >> 7));
        blob.put((byte) 0).put((byte) 0); // neither gaps nor repeats
        for (int slot = 0; slot < FEBRUARY_SLOTS; slot++) {
            blob.putDouble(slot == nan ? Double.NaN : Math.sqrt(slot));
        }
        CRC32C checksum = new CRC32C();
        checksum.update(blob.array(), 0, blob.position());
        return blob.putInt((int) checksum.getValue()).array();
    }

    /**
     * What a source says of sum, least and greatest value is not taken on trust, and is found where it says nothing.
     */
    @Test
    default void statisticsAreThoseOfTheValues() {
        ChangePage page = page();
        Change good = page.changes().get(1);
        ChunkStore replica = replica();
        List<Statistics> said = List.of(
                new Statistics(3, 1e9, -5, 7e7),
                new Statistics(3, Double.NaN, Double.NaN, Double.NaN),
                new Statistics(3, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        for (Statistics each : said) {
            Change lying = new Change(
                    good.key(),
                    good.chunk(),
                    good.sequence(),
                    false,
                    good.dtype(),
                    each,
                    good.startMillis(),
                    good.firstMillis(),
                    good.lastMillis(),
                    good.updatedAt(),
                    good.data());
            replica.replica().apply(with(page, lying));
            String found = "SELECT CAST(\"value_sum\" AS integer) || ' ' || CAST(\"value_min\" AS integer) || ' ' ||"
                    + " CAST(\"value_max\" AS integer) FROM \"replica\" WHERE \"chunk_index\" = " + good.chunk();
            assertThat(query(found)).containsExactly("21 6 8");
            execute("DELETE FROM \"replica\"");
            replica.schema().reindex();
        }
    }

    @Test
    default void oddValuesAndTheirStatisticsArriveAsTheyAre() throws SQLException {
        ChunkStore source = create(loads().replicated());
        double infinite = Double.POSITIVE_INFINITY;
        source.merge(BASE, hours("2024-01-05T00:00", -0.0, Double.MIN_VALUE, NONE, -0.0));
        source.merge(BASE, hours("2024-02-05T00:00", infinite, 1, -infinite));
        source.merge(BASE, hours("2024-03-05T00:00", -infinite, -Double.MAX_VALUE));
        source.merge(BASE, hours("2024-04-05T00:00", Double.longBitsToDouble(0x7ff8000000000abcL), 2));
        ChunkStore replica = replica();
        replica.replica().apply(source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10));
        assertThat(StoredRows.of(dataSource(), "replica"))
                .hasSize(4)
                .isEqualTo(StoredRows.of(dataSource(), "load_curve"));
    }

    /** A row that another program has changed by hand: what is counted without its blob must be what the blob has. */
    @Test
    default void aCountThatIsNotThatOfTheBlobIsFoundWhenReading() {
        ChunkStore store = create(loads());
        store.merge(BASE, hours("2024-01-31T19:00", 1.5, 2, 3.25, 4, 5, 6, 7, 8));
        execute("UPDATE \"load_curve\" SET \"value_count\" = 4 WHERE \"chunk_index\" = 24289");
        List<ThrowingCallable> verbs = new ArrayList<>(List.of(() -> store.gaps(BASE, Samples.month(2024, 2))));
        if (encoding() == Encoding.COMPACT) { // a frame does not say how many values it has
            verbs.add(() -> store.read(BASE));
            verbs.add(() -> store.merge(BASE, hours("2024-02-01T00:00", 9)));
            verbs.add(() -> store.forEach(KeyFilter.all(), (key, series) -> {}));
        }
        for (ThrowingCallable verb : verbs) {
            assertThatThrownBy(verb)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("kind=base")
                    .hasMessageContaining("expected 4 values as in value_count, but got 3");
        }
    }

    @Test
    default void keysOfOtherStoresAreFound() {
        ChangePage page = page();
        ChunkStore replica = replica();
        Change good = page.changes().get(1);
        Axis<String> other = Axis.of("kind", AxisType.VARCHAR(30));
        for (SeriesKey key : List.of(
                SeriesKey.of(VERSION.is(1)),
                SeriesKey.of(VERSION.is(1), other.is("base")),
                SeriesKey.of(
                        VERSION.is(1),
                        Samples.KIND.is("base"),
                        Axis.of("more", AxisType.INT).is(1)))) {
            Change change = with(good, key, good.chunk(), 3, good.firstMillis(), good.lastMillis());
            assertRefused(replica, with(page, change), "version=1");
        }
    }

    private static void assertRefused(ChunkStore replica, ChangePage page, String why) {
        assertThatThrownBy(() -> replica.replica().apply(page))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(replica.count(KeyFilter.all())).isZero();
    }
}
