package io.holcstore.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

    private static Grid grid(String localDate, String step, ZoneId zone, int size) {
        return Grid.of(LocalDate.parse(localDate).atStartOfDay(zone), Frequency.parse(step), size);
    }

    private static String[] instants(Grid grid) {
        return IntStream.range(0, grid.size())
                .mapToObj(i -> Instant.ofEpochMilli(grid.epochMillisAt(i)).toString())
                .toArray(String[]::new);
    }

    @Test
    void hoursAreOfFixedLengthAcrossAClockChange() {
        Grid grid = grid("2024-03-31", "1h", PARIS, 24);

        assertThat(grid.epochMillisAt(23) - grid.startMillis()).isEqualTo(23 * 3_600_000L);
        assertThat(grid.endMillis() - grid.startMillis()).isEqualTo(24 * 3_600_000L);
        assertThat(grid.indexOf(grid.startMillis() + 3 * 3_600_000L)).isEqualTo(3);
        assertThat(grid.indexOf(grid.startMillis() + 1)).isEqualTo(-1);
        assertThat(grid.indexOf(grid.startMillis() - 3_600_000L)).isEqualTo(-1);
        assertThat(grid.indexOf(grid.endMillis())).isEqualTo(-1);
        assertThat(grid.indexOf(Long.MIN_VALUE)).isEqualTo(-1);
        assertThat(grid.indexOf(Long.MAX_VALUE)).isEqualTo(-1);
    }

    @Test
    void daysFollowTheClock() {
        Grid grid = grid("2024-03-30", "1d", PARIS, 3);

        assertThat(instants(grid))
                .containsExactly("2024-03-29T23:00:00Z", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z");
        assertThat(Instant.ofEpochMilli(grid.endMillis())).isEqualTo("2024-04-01T22:00:00Z");
        assertThat(grid.indexOf(grid.epochMillisAt(2))).isEqualTo(2);
        assertThat(grid.indexOf(grid.epochMillisAt(2) + 3_600_000)).isEqualTo(-1);
    }

    @Test
    void aSkippedDayHasNoPoint() {
        Grid grid = grid("2011-12-29", "1d", APIA, 3);

        assertThat(instants(grid))
                .containsExactly("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z");
        assertThat(grid.slice(1, 3)).isEqualTo(grid("2011-12-31", "1d", APIA, 2));
    }

    @Test
    void aDayThatHappenedTwiceIsOneLongDay() {
        assertThat(instants(grid("1892-07-03", "1d", APIA, 3)))
                .containsExactly("1892-07-02T11:26:56Z", "1892-07-03T11:26:56Z", "1892-07-05T11:26:56Z");
    }

    @Test
    void weeksMonthsAndYears() {
        assertThat(instants(grid("2024-03-25", "7d", PARIS, 3)))
                .containsExactly("2024-03-24T23:00:00Z", "2024-03-31T22:00:00Z", "2024-04-07T22:00:00Z");
        assertThat(instants(grid("2024-02-01", "1month", PARIS, 4)))
                .containsExactly(
                        "2024-01-31T23:00:00Z", "2024-02-29T23:00:00Z", "2024-03-31T22:00:00Z", "2024-04-30T22:00:00Z");
        Grid years = grid("2023-01-01", "1year", PARIS, 2);
        assertThat(instants(years)).containsExactly("2022-12-31T23:00:00Z", "2023-12-31T23:00:00Z");
        assertThat(Instant.ofEpochMilli(years.endMillis())).isEqualTo("2024-12-31T23:00:00Z");
        assertThat(years.indexOf(years.epochMillisAt(1))).isEqualTo(1);
        assertThat(years.indexOf(years.epochMillisAt(1) + 86_400_000)).isEqualTo(-1);
    }

    @Test
    void slicesAreGridsOfTheirOwn() {
        Grid grid = grid("2024-03-01", "1d", PARIS, 60);

        Grid april = grid.slice(31, 60);

        assertThat(april)
                .isEqualTo(grid("2024-04-01", "1d", PARIS, 29))
                .hasSameHashCodeAs(grid("2024-04-01", "1d", PARIS, 29));
        assertThat(grid.slice(0, 60)).isEqualTo(grid);
        assertThat(grid.slice(60, 60).size()).isZero();
        assertThat(grid.slice(60, 60).startMillis()).isEqualTo(grid.endMillis());
        assertThatThrownBy(() -> grid.slice(0, 61)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> grid.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anEmptyGridHasNoPoints() {
        Grid grid = grid("2024-03-01", "1h", PARIS, 0);

        assertThat(grid.endMillis()).isEqualTo(grid.startMillis());
        assertThat(grid.indexOf(grid.startMillis())).isEqualTo(-1);
        assertThatThrownBy(() -> grid.epochMillisAt(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void indexesAreChecked() {
        Grid grid = grid("2024-03-01", "1h", PARIS, 5);

        assertThatThrownBy(() -> grid.epochMillisAt(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> grid.epochMillisAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aDurationMayStartAnywhereADayOnlyWithALocalDay() {
        ZonedDateTime start = ZonedDateTime.of(2024, 3, 1, 6, 0, 7, 0, PARIS);

        assertThat(Grid.of(start, Frequency.parse("1h"), 2).epochMillisAt(1))
                .isEqualTo(start.plusHours(1).toInstant().toEpochMilli());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(start, Frequency.parse("1d"), 2))
                .withMessageContaining("start of a local day in Europe/Paris")
                .withMessageContaining("2024-03-01T06:00:07+01:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid("2024-03-02", "1month", PARIS, 2))
                .withMessageContaining("start of a local month");
    }

    @Test
    void refusesNegativeSizesFractionsOfAMillisecondAndFarYears() {
        ZonedDateTime start = ZonedDateTime.of(2024, 3, 1, 0, 0, 0, 1, PARIS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(start, Frequency.parse("1h"), 2))
                .withMessageContaining("whole millisecond");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid("2024-03-01", "1h", PARIS, -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid("-0001-03-01", "1h", PARIS, 1))
                .withMessageContaining("years 1 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid("2024-03-01", "24h", ZoneOffset.UTC, Integer.MAX_VALUE))
                .withMessageContaining("extends beyond the years 1 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid("2024-03-01", "1year", ZoneOffset.UTC, Integer.MAX_VALUE))
                .withMessageContaining("extends beyond the years 1 to 9999");
        assertThatIllegalArgumentException().isThrownBy(() -> Grid.of(Long.MIN_VALUE, Frequency.parse("1h"), PARIS, 1));
        assertThat(grid("9999-12-31", "1h", ZoneOffset.UTC, 24).size()).isEqualTo(24);
    }

    @Test
    void spansTheYears1To9999() {
        long first = TimeRange.years().startMillis();
        long end = TimeRange.years().endMillis();
        assertThat(TimeRange.years()).hasToString("[0001-01-01T00:00:00Z, +10000-01-01T00:00:00Z)");
        assertThat(Grid.canSpan(first, end - 1)).isTrue();
        assertThat(Grid.canSpan(first - 1, 0)).isFalse();
        assertThat(Grid.canSpan(0, end)).isFalse();
        assertThat(Grid.canSpan(1, 0)).isFalse();
    }

    @Test
    void equalityNeedsTheSameFourParts() {
        Grid grid = grid("2024-03-01", "1h", PARIS, 5);

        assertThat(grid)
                .isEqualTo(grid("2024-03-01", "60min", PARIS, 5))
                .hasToString("5 x 1h from 2024-02-29T23:00:00Z (Europe/Paris)");
        assertThat(grid).isNotEqualTo(grid("2024-03-02", "1h", PARIS, 5));
        assertThat(grid).isNotEqualTo(grid("2024-03-01", "30min", PARIS, 5));
        assertThat(grid).isNotEqualTo(grid("2024-03-01", "1h", PARIS, 4));
        assertThat(grid).isNotEqualTo(grid("2024-03-01", "1h", ZoneId.of("Europe/Berlin"), 5));
    }
}
