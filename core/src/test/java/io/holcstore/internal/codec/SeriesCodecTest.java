package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holcstore.Seeds;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesCodecTest {
    private static final int CASES = 3_000;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long HOUR = 3_600_000;

    private final SeriesCodec codec = new SeriesCodec();

    @Test
    void everyPointComesBack() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(Seeds.of(seed));
            int points = random.nextInt(100) == 0 ? random.nextInt(40_001) : random.nextInt(500);
            Series series = AnySeries.of(random, points);

            byte[] blob = codec.encode(series);

            requireSame(series, new SeriesCodec().decode("series", blob, points), "seed " + seed);
            SeriesSummary summary = codec.summary("series", blob, points);
            assertThat(summary)
                    .as("seed %s", seed)
                    .isEqualTo(new SeriesSummary(
                            points,
                            series.valueCount(),
                            points == 0 ? 0 : series.epochMillisAt(0),
                            points == 0 ? 0 : series.epochMillisAt(points - 1)));
        }
    }

    private static void requireSame(Series expected, Series actual, String name) {
        assertThat(actual.epochMillis()).as(name).isEqualTo(expected.epochMillis());
        assertThat(Chunks.firstDifference(expected.values(), 0, expected.size(), actual.values(), 0))
                .as("first value that differs, %s", name)
                .isEqualTo(-1);
    }

    @Test
    void theSamePointsGiveTheSameBytesWhateverWasEncodedBefore() {
        for (int seed = 0; seed < 300; seed++) {
            Series series = AnySeries.of(new Random(Seeds.of(seed)), seed * 5);
            Series irregular = Series.wrap(series.epochMillis(), series.values());
            byte[] blob = codec.encode(series);

            assertThat(new SeriesCodec().encode(irregular)).as("seed %s", seed).isEqualTo(blob);
            assertThat(codec.encode(codec.decode("series", blob, series.size())))
                    .as("seed %s", seed)
                    .isEqualTo(blob);
        }
    }

    @Test
    void instantsOverAllOfWhatALongCounts() {
        long[][] cases = {
            {Long.MIN_VALUE},
            {Long.MAX_VALUE},
            {Long.MIN_VALUE, Long.MAX_VALUE},
            {Long.MIN_VALUE, 0, Long.MAX_VALUE},
            {Long.MIN_VALUE, -1, Long.MAX_VALUE - 1},
            {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE},
            {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE + 2},
            {Long.MAX_VALUE - 2, Long.MAX_VALUE - 1, Long.MAX_VALUE},
            {0, 1L << 53, (1L << 53) + 1},
            {0, (1L << 53) + 1, (1L << 53) + 2},
            {-1, 0, 1},
            {0, 1L << 62, 1L << 62 | 1L << 61},
        };
        for (long[] times : cases) {
            Series series = Series.wrap(times, new double[times.length]);
            requireSame(series, codec.decode("series", codec.encode(series), times.length), Arrays.toString(times));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"15min", "1h", "1ms", "24h"})
    void aRegularSeriesComesBackRegularInUtc(String step) {
        ZonedDateTime start = ZonedDateTime.of(1969, 10, 1, 0, 0, 0, 0, PARIS);
        double[] values = new Random(Seeds.of(1)).doubles(500).toArray();
        values[3] = Double.NaN;

        Series back = roundTrip(Series.regular(start, Frequency.parse(step), values));

        assertThat(back.grid())
                .contains(Grid.of(start.toInstant().toEpochMilli(), Frequency.parse(step), ZoneOffset.UTC, 500));
    }

    @Test
    void twoPointsAreNoGridNorAreInstantsBeyondItsYears() {
        assertThat(roundTrip(every(2, i -> i * HOUR)).isRegular()).isFalse();
        assertThat(roundTrip(every(3, i -> i * HOUR)).isRegular()).isTrue();
        long end = Instant.parse("9999-12-31T23:00:00Z").toEpochMilli();
        assertThat(roundTrip(every(3, i -> end + (i - 2) * HOUR)).isRegular()).isTrue();
        assertThat(roundTrip(every(3, i -> end + (i - 1) * HOUR)).isRegular()).isFalse();
        long start = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
        assertThat(roundTrip(every(3, i -> start + i * HOUR)).isRegular()).isTrue();
        assertThat(roundTrip(every(3, i -> start + (i - 1) * HOUR)).isRegular()).isFalse();
        assertThat(roundTrip(every(3, i -> (i - 1) * (1L << 62))).isRegular()).isFalse();
    }

    @Test
    void instantsOfARegularSeriesCostNearlyNothing() {
        double[] zeros = new double[3 * 35_040];
        ZonedDateTime start = ZonedDateTime.of(2021, 1, 1, 0, 0, 0, 0, PARIS);
        assertThat(codec.encode(Series.regular(start, Frequency.parse("15min"), zeros)))
                .hasSizeLessThan(50);
        int tenYears = 3_652;
        Series days = Series.regular(start, Frequency.parse("1d"), Arrays.copyOf(zeros, tenYears));
        assertThat(codec.encode(days)).as("20 clock changes").hasSizeLessThan(100);
        assertThat(roundTrip(days).epochMillisAt(365)).isEqualTo(days.epochMillisAt(365));
    }

    @Test
    void instantsThatVaryCostWhatTheyVaryBy() {
        Random random = new Random(Seeds.of(7));
        int points = 10_000;
        int empty = codec.encode(every(points, i -> i * HOUR)).length;
        long[] jitter = LongStream.range(0, points)
                .map(i -> i * 60_000 + random.nextInt(16))
                .toArray();
        long[] holes = LongStream.range(0, points)
                .map(i -> (i + i / 300 * 5) * 900_000)
                .toArray();

        int jittered = codec.encode(Series.wrap(jitter, new double[points])).length - empty;
        int holed = codec.encode(Series.wrap(holes, new double[points])).length - empty;

        assertThat(8.0 * jittered / points).as("bits a point").isLessThan(7);
        assertThat(holed).as("bytes for 33 holes").isLessThan(100);
    }

    @Test
    void theDayBeforeHelpsToPredictWhateverTheStep() {
        Random random = new Random(Seeds.of(5));
        double[] day = random.ints(96, 0, 100_000).asDoubleStream().toArray();
        long[] times = LongStream.range(0, 9_600)
                .map(i -> (i < 5_000 ? i : i + 96) * 900_000)
                .toArray();
        double[] values = new double[times.length];
        Arrays.setAll(values, i -> day[(int) (times[i] / 900_000 % 96)] + random.nextInt(4));

        byte[] blob = codec.encode(Series.wrap(times, values));

        assertThat(8.0 * blob.length / values.length).as("bits a point").isLessThan(6);
    }

    @Test
    void refusesWhatIsNotTheSeriesAskedFor() {
        byte[] blob = codec.encode(every(744, i -> i * HOUR));
        refused("series", blob, 743, "expected 743 points but got a series of 744");
        refused("series", blob, 0, "expected 0 points");
        refused("series", blob, Integer.MAX_VALUE, "expected 2147483647 points");
        refused("series", blob, -1, "expected -1 points");
        refused("compact", blob, 744, "expected a blob of dtype series but got compact");
        refused("series", new byte[0], 0, "a blob of 0 bytes");
        refused("series", new byte[4], 0, "a blob of 4 bytes");
        byte[] later = blob.clone();
        later[0] = 0x20;
        refused("series", later, 744, "expected a series of version 1, which this build reads, but got version 2");
        byte[] otherWay = CompactFormatTest.withChecksum(blob);
        otherWay[0] = 0x13;
        refused("series", CompactFormatTest.withChecksum(otherWay), 744, "but got 3");
    }

    @Test
    void aFlippedBitIsAWrongChecksum() {
        byte[] blob = codec.encode(every(100, i -> i * i * 1_000));
        for (int bit = 8; bit < 8 * blob.length; bit++) {
            byte[] damaged = blob.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            refused("series", damaged, 100, "expected the checksum");
        }
    }

    private void refused(String dtype, byte[] blob, int points, String message) {
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> codec.decode(dtype, blob, points))
                .withMessageContaining(message);
        assertThatExceptionOfType(ChunkFormatException.class)
                .isThrownBy(() -> codec.summary(dtype, blob, points))
                .withMessageContaining(message);
    }

    private Series roundTrip(Series series) {
        Series back = codec.decode("series", codec.encode(series), series.size());
        assertThat(back).isEqualTo(series);
        return back;
    }

    private static Series every(int points, LongUnaryOperator time) {
        return Series.wrap(LongStream.range(0, points).map(time).toArray(), new double[points]);
    }
}
