package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.codec.Encoding;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.Change;
import io.holcstore.store.ChangeCursor;
import io.holcstore.store.ChangePage;
import io.holcstore.store.ChunkStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages that no source has made: nothing of them is stored, and what is wrong is told. */
interface HostilePageContract extends OnDatabase {
    private ChunkStore replica() {
        return create(loads("replica").replicated());
    }

    /** Two good changes, of January and February 2024, with 5 and 3 values. */
    private ChangePage page() {
        ChunkStore source = create(loads().replicated());
        source.merge(BASE, hours("2024-01-31T19:00", 1.5, 2, 3.25, 4, 5, 6, 7, 8));
        return source.changes(ChangeCursor.start(), KeyFilter.all(), 10);
    }

    private static ChangePage with(ChangePage page, Change last) {
        List<Change> changes = new ArrayList<>(page.changes());
        changes.set(changes.size() - 1, last);
        return new ChangePage(page.shape(), page.filter(), page.from(), changes, page.next(), page.remaining());
    }

    private static Change withData(Change change, byte[] data) {
        return new Change(
                change.key(),
                change.chunkIndex(),
                change.mark(),
                false,
                change.dtype(),
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
                change.mark(),
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
        assertThatThrownBy(() -> replica.apply(page, "loads"))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("replica, change of version=1, kind=base, chunk ")
                .hasMessageContaining("nothing of the page is stored");
        assertThat(replica.count(KeyFilter.all())).isZero();
        assertThat(replica.cursor("loads")).isEmpty();
    }

    @Test
    default void damagedBlobsAreFound() {
        ChunkStore replica = replica();
        ChangePage page = page();
        Change good = page.changes().get(1);
        byte[] data = good.data();
        for (int length = 0; length < data.length; length += 1 + data.length / 40) {
            assertDamaged(replica, with(page, withData(good, java.util.Arrays.copyOf(data, length))));
        }
        assertDamaged(replica, with(page, withData(good, java.util.Arrays.copyOf(data, data.length + 1))));
        // LZ4 frames have no checksum of what they hold; their header has one, and says how much that is
        int checked = encoding() == Encoding.COMPACT ? data.length : 15;
        for (int at = 0; at < checked; at++) {
            byte[] flipped = data.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertDamaged(replica, with(page, withData(good, flipped)));
        }
        replica.apply(page, "loads");
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
        if (encoding() == Encoding.COMPACT) { // a frame is not looked into
            assertDamaged(replica, with(page, with(good, BASE, good.chunkIndex(), 4, first, last)));
            assertDamaged(replica, with(page, with(good, BASE, good.chunkIndex(), 3, first + 3_600_000, last)));
            assertDamaged(replica, with(page, with(good, BASE, good.chunkIndex(), 3, first, last + 3_600_000)));
        }
        assertRefused(replica, with(page, with(good, BASE, good.chunkIndex(), 697, first, last)), "696 slots");
        assertRefused(replica, with(page, with(good, BASE, good.chunkIndex(), 3, first + 1, last)), "on the grid");
        assertRefused(replica, with(page, with(good, BASE, good.chunkIndex(), 3, 0, last)), "on the grid");
        long march = instant("2024-03-01T00:00").toEpochMilli();
        assertRefused(replica, with(page, with(good, BASE, good.chunkIndex(), 3, first, march)), "on the grid");
        for (int chunk : new int[] {Integer.MIN_VALUE, -1, 11, 120_000, Integer.MAX_VALUE}) {
            assertRefused(replica, with(page, with(good, BASE, chunk, 3, first, last)), "chunk " + chunk);
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
            Change change = with(good, key, good.chunkIndex(), 3, good.firstMillis(), good.lastMillis());
            assertRefused(replica, with(page, change), "version=1");
        }
    }

    private static void assertRefused(ChunkStore replica, ChangePage page, String why) {
        assertThatThrownBy(() -> replica.apply(page))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(replica.count(KeyFilter.all())).isZero();
    }
}
