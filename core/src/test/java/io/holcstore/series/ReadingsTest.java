package io.holcstore.series;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.Seeds;
import io.holcstore.time.Frequency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Readings of a counter to what it counted. */
class ReadingsTest {
    private static final Path FILES = Path.of("../../shared/trade-files");
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final ZonedDateTime START = ZonedDateTime.of(2024, 3, 31, 0, 0, 0, 0, ZoneId.of("Europe/Paris"));

    private static Series hours(double... values) {
        return Series.regular(START, HOUR, values);
    }

    @Test
    void aDifferenceBeginsAtTheEarlierReading() {
        Series used = hours(100, 101.5, 101.5, 110, 109).differences();
        assertThat(used).isEqualTo(hours(1.5, 0, 8.5, -1));
        assertThat(used.grid()).isEqualTo(hours(new double[4]).grid());
        assertThat(Series.wrap(new long[] {1, 5, 7}, new double[] {3, 4, 6}).differences())
                .isEqualTo(Series.wrap(new long[] {1, 5}, new double[] {1, 2}));
    }

    @Test
    void aMissingReadingLeavesBothIntervalsWithout() {
        Series readings = hours(100, NaN, 103, 104);
        assertThat(readings.differences()).isEqualTo(hours(NaN, NaN, 1));
        assertThat(readings.differences(1000)).isEqualTo(hours(NaN, NaN, 1));
        Instant start = START.toInstant();
        assertThat(readings.dropNaN().differences())
                .isEqualTo(Series.builder()
                        .add(start, 3)
                        .add(start.plusSeconds(7200), 1)
                        .build());
    }

    @Test
    void oneReadingIsNoInterval() {
        assertThat(Series.empty().differences()).isEqualTo(Series.empty());
        assertThat(hours().differences().isRegular()).isTrue();
        assertThat(hours(5).differences()).isEqualTo(Series.empty());
        assertThat(hours(5).differences(10)).isEqualTo(Series.empty());
    }

    @Test
    void aCounterStartsAgainAtZero() {
        assertThat(hours(999_990.5, 4.25, 10).differences(1_000_000)).isEqualTo(hours(13.75, 5.75));
        assertThat(hours(999_990.5, 4.25).differences()).isEqualTo(hours(-999_986.25));
        assertThat(hours(501, 500, 0).differences(1000))
                .as("a correction and a fall by half are no rollover")
                .isEqualTo(hours(-1, -500));
        assertThat(hours(501, 0).differences(1000)).isEqualTo(hours(499));
        assertThat(hours(0, 999).differences(1000)).isEqualTo(hours(999));
    }

    @Test
    void readingsThatTheCounterCannotShowAreRefused() {
        for (double wrong : new double[] {1000, -0.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hours(1, wrong).differences(1000))
                    .withMessage("the reading " + wrong
                            + " at 2024-03-31T00:00:00Z cannot come from a counter that shows 0 instead of 1000.0");
        }
        for (double wrong : new double[] {0, -1, NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hours(1, 2).differences(wrong))
                    .withMessageContaining("not " + wrong);
        }
    }

    @Test
    void whatWasCountedComesBackWhereverTheCounterBegan() {
        long seed = Seeds.of(2024);
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            double modulus = Math.pow(10, 2 + random.nextInt(6));
            double[] used = random.doubles(random.nextInt(50))
                    .map(v -> Math.rint(v * modulus * 2) / 4 - 0.25)
                    .map(v -> Math.max(v, 0))
                    .toArray();
            double[] readings = new double[used.length + 1];
            readings[0] = random.nextInt((int) modulus);
            for (int i = 0; i < used.length; i++) {
                readings[i + 1] = (readings[i] + used[i]) % modulus;
            }
            assertThat(hours(readings).differences(modulus))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(hours(used));
        }
    }

    @Test
    void readingsOfAFileBecomeItsConsumption() throws IOException {
        assumeTrue(Files.exists(FILES), "needs " + FILES);
        Series readings = series("index-readings.csv", ",", 0);
        Series expected = series("index-readings.expected.csv", ";", 1);
        assertThat(readings.differences()).isEqualTo(expected);
        assertThat(readings.differences(1_000_000)).isEqualTo(expected);
    }

    private static Series series(String name, String separator, int time) throws IOException {
        try (Stream<String> lines = Files.lines(FILES.resolve(name))) {
            return Series.collect(lines.skip(1)
                    .map(line -> line.split(separator, -1))
                    .map(cells -> new Sample(
                            OffsetDateTime.parse(cells[time]).toInstant(), Double.parseDouble(cells[time + 1]))));
        }
    }
}
