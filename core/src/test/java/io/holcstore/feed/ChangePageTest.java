package io.holcstore.feed;

import static io.holcstore.key.AxisType.INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What came over a wire is checked before anybody works with it. */
class ChangePageTest {
    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final SeriesKey ONE = SeriesKey.of(VERSION.is(1));
    private static final byte[] DATA = {1};
    private static final byte[] NONE = {};

    private static ChangeCursor at(long epoch, long sequence) {
        return ChangeCursor.of(epoch, KeyFilter.all(), 7, sequence);
    }

    private static Change chunk(SeriesKey key, int index) {
        return new Change(key, index, 1, false, "compact", 1, 0, 0, 0, Instant.EPOCH, DATA);
    }

    private static ChangePage page(KeyFilter filter, ChangeCursor from, ChangeCursor next, Change... changes) {
        return new ChangePage(Map.of("freq", "1h"), filter, from, List.of(changes), next, Remaining.MORE);
    }

    @Test
    void aPageGoesForwardInOneFeed() {
        assertThat(page(KeyFilter.all(), at(1, 5), at(1, 5)).isLast()).isFalse();
        assertThat(page(KeyFilter.all(), ChangeCursor.start(), at(1, 0)).changes())
                .isEmpty();
        for (ChangeCursor[] wrong : new ChangeCursor[][] {
            {at(1, 5), at(1, 4)},
            {at(1, 5), at(2, 6)},
            {ChangeCursor.start(), ChangeCursor.start()},
            {at(1, 5), ChangeCursor.start()},
            {at(1, 5), ChangeCursor.of(1, VERSION.is(1), 7, 6)},
        }) {
            assertThatThrownBy(() -> page(KeyFilter.all(), wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot lead from cursor");
        }
    }

    @Test
    void changesAreOfTheFilterAndOnceEach() {
        assertThat(page(VERSION.is(1), ChangeCursor.start(), at(1, 5), chunk(ONE, 1), chunk(ONE, 2))
                        .changes())
                .hasSize(2);
        assertThatThrownBy(() -> page(VERSION.is(2), ChangeCursor.start(), at(1, 5), chunk(ONE, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version=1 is not among version=2");
        assertThatThrownBy(() -> page(KeyFilter.all(), ChangeCursor.start(), at(1, 5), chunk(ONE, 1), chunk(ONE, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chunk 1 occurs twice");
    }

    @Test
    void aChangeIsAChunkOrATombstone() {
        Instant now = Instant.EPOCH;
        assertThat(new Change(ONE, 1, 1, true, "compact", 0, 0, 0, 0, now, NONE).deleted())
                .isTrue();
        assertRefused(() -> new Change(ONE, 1, 0, true, "compact", 0, 0, 0, 0, now, NONE), "sequence");
        assertRefused(() -> new Change(ONE, 1, 1, true, "compact", 1, 0, 0, 0, now, NONE), "tombstone");
        assertRefused(() -> new Change(ONE, 1, 1, true, "compact", 0, 0, 1, 0, now, NONE), "tombstone");
        assertRefused(() -> new Change(ONE, 1, 1, true, "compact", 0, 0, 0, 1, now, NONE), "tombstone");
        assertRefused(() -> new Change(ONE, 1, 1, true, "compact", 0, 0, 0, 0, now, DATA), "tombstone");
        assertRefused(() -> new Change(ONE, 1, 1, false, "compact", 0, 0, 0, 0, now, DATA), "0 values");
        assertRefused(() -> new Change(ONE, 1, 1, true, "compact", 0, 1, 0, 0, now, NONE), "tombstone");
        assertRefused(() -> new Change(ONE, 1, 1, false, "compact", 1, 0, 2, 1, now, DATA), "after the last");
        Statistics turned = new Statistics(2, 3, 2, 1);
        assertRefused(() -> new Change(ONE, 1, 1, false, "compact", turned, 0, 0, 0, now, DATA), "the maximum is 1.0");
        Statistics half = new Statistics(2, Double.NaN, 2, Double.NaN);
        assertRefused(() -> new Change(ONE, 1, 1, false, "compact", half, 0, 0, 0, now, DATA), "the maximum is NaN");
        Statistics sumOfNone = new Statistics(0, 1, Double.NaN, Double.NaN);
        assertRefused(() -> new Change(ONE, 1, 1, true, "compact", sumOfNone, 0, 0, 0, now, NONE), "tombstone");
        assertRefused(() -> new Change(ONE, 1, 1, false, "x".repeat(17), 1, 0, 0, 0, now, DATA), "17 characters");
    }

    private static void assertRefused(Runnable making, String why) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("change of version=1, chunk 1")
                .hasMessageContaining(why);
    }
}
