package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class GeneratorsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Grid YEAR = grid("15min", 35_136);

    private static final Map<String, BiFunction<Long, Grid, Series>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("load", Generators::load);
        ALL.put("energy", Generators::energy);
        ALL.put("pv", Generators::pv);
        ALL.put("price", Generators::price);
        ALL.put("temperature", Generators::temperature);
        ALL.put("coarse", Generators::coarse);
        ALL.put("fahrenheit", Generators::fahrenheit);
        ALL.put("irradiance", Generators::irradiance);
        ALL.put("means", Generators::means);
        ALL.put("pulses", Generators::pulses);
        ALL.put("noise", Generators::noise);
        ALL.put("anyBits", Generators::anyBits);
    }

    private static Grid grid(String step, int size) {
        return Grid.of(ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, PARIS), Frequency.parse(step), size);
    }

    @Test
    void theSameSeedGivesTheSameBitsOnEveryJvm() {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        ALL.forEach((name, generator) ->
                hashes.put(name, Arrays.hashCode(generator.apply(42L, YEAR).values())));
        assertThat(hashes)
                .hasToString(
                        "{load=-867323391, energy=659447817, pv=1044662785, price=1915228597, temperature=-1092565589,"
                                + " coarse=1148665192, fahrenheit=-2084700487, irradiance=-510891101, means=55538300,"
                                + " pulses=303074668, noise=73676059, anyBits=640636708}");
    }

    @Test
    void anotherSeedGivesAnotherSeriesAndAnyGridWill() {
        ALL.forEach((name, generator) -> {
            assertThat(generator.apply(1L, YEAR)).as(name).isNotEqualTo(generator.apply(2L, YEAR));
            assertThat(generator.apply(1L, YEAR)).as(name).isEqualTo(generator.apply(1L, YEAR));
            for (String step : new String[] {"10s", "1h", "1d", "1month", "1year"}) {
                Grid grid = grid(step, 40);
                assertThat(generator.apply(1L, grid).grid()).as(name).contains(grid);
            }
            assertThat(generator.apply(1L, grid("1h", 0)).size()).isZero();
        });
    }

    @Test
    void loadIsWholeWattsWithADailyShape() {
        double[] values = Generators.load(7, YEAR).values();
        assertThat(DoubleStream.of(values).boxed())
                .allMatch(v -> v >= 0 && v <= 9000 && v == Math.rint(v) && 1 / v > 0);
        assertThat(meanAt(values, 78)).as("19:30 against 03:00 in winter").isGreaterThan(2 * meanAt(values, 12));
        assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(1000);
    }

    /** The kinds of data for which version 2 of the compact format was made. */
    @Test
    void stepsAreCoarseOrNotDecimal() {
        Grid month = grid("15min", 2976);
        assertThat(DoubleStream.of(Generators.coarse(7, month).values())
                        .distinct()
                        .count())
                .isBetween(50L, 400L);
        assertThat(DoubleStream.of(Generators.fahrenheit(7, month).values()).boxed())
                .allMatch(v -> (Math.rint((v * 1.8 + 32) * 10) / 10 - 32) / 1.8 == v);
        assertThat(DoubleStream.of(Generators.irradiance(7, month).values()).boxed())
                .allMatch(v -> v >= 0 && Math.rint(v * 3 / 50) * 50 / 3 == v);
        assertThat(DoubleStream.of(Generators.means(7, month).values()).boxed())
                .allMatch(v -> Math.rint(v * 3) / 3 == v);
        assertThat(DoubleStream.of(Generators.pulses(7, month).values()).boxed())
                .allMatch(v -> Math.rint(v * 3) / 3 == v);
    }

    @Test
    void theShapeFollowsLocalTime() {
        // The evening peak of the day before and of the day after the clock change, averaged over many houses.
        double before = 0;
        double after = 0;
        double offPeak = 0;
        Grid weekend = Grid.of(ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, PARIS), Frequency.parse("15min"), 188);
        ZonedDateTime saturday = ZonedDateTime.of(2024, 3, 30, 19, 30, 0, 0, PARIS);
        for (int seed = 0; seed < 300; seed++) {
            Series load = Generators.load(seed, weekend);
            before += at(load, saturday);
            after += at(load, saturday.plusDays(1));
            offPeak += at(load, saturday.plusDays(1).withHour(16));
        }
        assertThat(after / before).isBetween(0.93, 1.07);
        assertThat(offPeak / before).isLessThan(0.7);
    }

    @Test
    void energyIsTheLoadOverTheStep() {
        Series load = Generators.load(7, YEAR);
        Series energy = Generators.energy(7, YEAR);
        for (int i = 0; i < load.size(); i += 17) {
            assertThat(energy.valueAt(i))
                    .isEqualTo(load.valueAt(i) / 4000, org.assertj.core.data.Offset.offset(0.000501));
            assertThat(new BigDecimal(Double.toString(energy.valueAt(i))).scale())
                    .isLessThanOrEqualTo(3);
        }
        // 31 March has 23 hours.
        Grid days = grid("1d", 366);
        double ratio = Generators.energy(7, days).valueAt(90)
                / Generators.load(7, days).valueAt(90);
        assertThat(ratio).isEqualTo(0.023, org.assertj.core.data.Offset.offset(0.00001));
    }

    @Test
    void pvIsZeroAtNightAndHigherInSummer() {
        double[] values = Generators.pv(7, YEAR).values();
        assertThat(DoubleStream.of(values).boxed())
                .allMatch(v -> v >= 0 && v <= 6500 && v == Math.rint(v) && 1 / v > 0);
        assertThat(meanAt(values, 4)).isZero();
        double january = Arrays.stream(values, 0, 2976).sum();
        double june = Arrays.stream(values, 15_000, 17_976).sum();
        assertThat(june).isGreaterThan(3 * january);
    }

    @Test
    void pricesAndTemperaturesHaveTheirDecimals() {
        double[] prices = Generators.price(7, YEAR).values();
        double[] degrees = Generators.temperature(7, YEAR).values();
        assertThat(DoubleStream.of(prices).boxed())
                .anyMatch(v -> v < 0)
                .allMatch(v -> scale(v) <= 2 && Math.abs(v) < 400);
        assertThat(DoubleStream.of(degrees).boxed())
                .anyMatch(v -> v < 0)
                .allMatch(v -> scale(v) <= 1 && v > -30 && v < 45);
        assertThat(Arrays.stream(degrees, 18_000, 20_000).average().orElseThrow())
                .isGreaterThan(Arrays.stream(degrees, 0, 2000).average().orElseThrow() + 8);
    }

    @Test
    void noiseIsGaussianAndAnyBitsAreAny() {
        double[] noise = Generators.noise(7, YEAR).values();
        assertThat(Arrays.stream(noise).average().orElseThrow()).isBetween(-0.03, 0.03);
        assertThat(Arrays.stream(noise).map(v -> v * v).average().orElseThrow()).isBetween(0.95, 1.05);
        double[] any = Generators.anyBits(7, YEAR).values();
        assertThat(any).contains(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE);
        long canonical = Double.doubleToRawLongBits(Double.NaN);
        assertThat(DoubleStream.of(any).filter(Double::isNaN).boxed())
                .allMatch(v -> Double.doubleToRawLongBits(v) == canonical);
    }

    @Test
    void gapsAreWhereValuesWere() {
        Series load = Generators.load(7, YEAR);
        Series random = Generators.withRandomGaps(1, load, 0.05);
        assertThat(random.size() - random.valueCount()).isBetween(1600, 1900);
        Series runs = Generators.withGapRuns(1, load, 20, 200);
        assertThat(runs.size() - runs.valueCount()).isBetween(500, 4000);
        assertThat(runs.combineFirst(load)).isEqualTo(load);
        assertThat(Generators.withRandomGaps(1, load, 0)).isEqualTo(load);
        assertThat(Generators.withRandomGaps(1, load, 1).valueCount()).isZero();
        assertThat(Generators.withGapRuns(1, Series.empty(), 3, 3)).isEqualTo(Series.empty());
        Series irregular = Series.irregular(new long[] {1, 5, 9}, new double[] {1, 2, 3});
        assertThat(Generators.withGapRuns(1, irregular, 1, 1).valueCount()).isEqualTo(2);
        assertThatThrownBy(() -> Generators.withRandomGaps(1, load, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Generators.withGapRuns(1, load, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double at(Series series, ZonedDateTime time) {
        return series.valueAt(series.indexAtOrAfter(time.toInstant().toEpochMilli()));
    }

    private static int scale(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().scale();
    }

    /** The mean of one quarter of an hour over the days of January and February. */
    private static double meanAt(double[] values, int quarter) {
        double sum = 0;
        for (int day = 0; day < 60; day++) {
            sum += values[day * 96 + quarter];
        }
        return sum / 60;
    }
}
