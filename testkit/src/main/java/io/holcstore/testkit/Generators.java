package io.holcstore.testkit;

import io.holcstore.series.Series;
import io.holcstore.time.Grid;
import java.util.Arrays;

/**
 * Series that look like the ones of an energy company, made from a seed: the same seed and grid give the same bits on
 * every JVM. Days, weeks and seasons follow the local time of the grid's zone, its clock changes included. Any grid
 * will do. Pure functions, some 100 ns a point.
 */
public final class Generators {
    private static final double HOUR_MILLIS = 3_600_000.0;
    private static final double LOAD_NOISE_WATTS = 60;

    private Generators() {}

    /**
     * Electricity drawn by a household in whole watts, 0 to 9000: a daily and weekly shape, more in winter, noise,
     * appliances.
     */
    public static Series load(long seed, Grid grid) {
        return Series.wrap(grid, watts(seed, grid));
    }

    /** The same household ({@link #load} of the same seed) metered: kWh during each step, 3 decimals. */
    public static Series energy(long seed, Grid grid) {
        double[] values = watts(seed, grid);
        for (int i = 0; i < values.length; i++) {
            long next = i + 1 < values.length ? grid.epochMillisAt(i + 1) : grid.endMillis();
            double hours = (next - grid.epochMillisAt(i)) / HOUR_MILLIS;
            values[i] = round(values[i] / 1000 * hours, 1000);
        }
        return Series.wrap(grid, values);
    }

    /** A PV plant at 48 degrees north in whole watts, 0 to about 6000: zero at night, clouds that pass. */
    public static Series pv(long seed, Grid grid) {
        Noise noise = new Noise(seed, "pv");
        double cloud = 0;
        double[] values = new double[grid.size()];
        LocalClock clock = new LocalClock(grid.zone());
        for (int i = 0; i < values.length; i++) {
            clock.moveTo(grid.epochMillisAt(i));
            cloud = 0.95 * cloud + 0.08 * noise.gaussian();
            double clear = 6500 * clock.sineOfSolarElevation(48);
            double sky = Math.max(0.08, Math.min(1, 0.75 + cloud));
            values[i] = clear <= 0 ? 0 : round(Math.max(0, clear * sky + 15 * noise.gaussian()), 1);
        }
        return Series.wrap(grid, values);
    }

    /** A spot price in EUR/MWh, 2 decimals: two peaks a day, cheaper weekends, sometimes negative at noon. */
    public static Series price(long seed, Grid grid) {
        Noise noise = new Noise(seed, "price");
        double drift = 0;
        double[] values = new double[grid.size()];
        LocalClock clock = new LocalClock(grid.zone());
        for (int i = 0; i < values.length; i++) {
            clock.moveTo(grid.epochMillisAt(i));
            drift = 0.97 * drift + 5 * noise.gaussian();
            double peaks = 25 * clock.bump(8, 2) + 35 * clock.bump(19, 2.5) - 30 * clock.bump(13, 2.5);
            double week = clock.isWeekend() ? -15 : 0;
            values[i] = round(60 + 15 * clock.winter() + peaks + week + drift, 100);
        }
        return Series.wrap(grid, values);
    }

    /** An outside temperature in degrees Celsius, 1 decimal: seasons, warm afternoons, weather that lasts. */
    public static Series temperature(long seed, Grid grid) {
        Noise noise = new Noise(seed, "temperature");
        double weather = 0;
        double[] values = new double[grid.size()];
        LocalClock clock = new LocalClock(grid.zone());
        for (int i = 0; i < values.length; i++) {
            clock.moveTo(grid.epochMillisAt(i));
            weather = 0.995 * weather + 0.3 * noise.gaussian();
            double day = 4 * StrictMath.cos((clock.hour() - 15) / 24 * 2 * Math.PI);
            values[i] = round(12 - 9 * clock.winter() + day + weather, 10);
        }
        return Series.wrap(grid, values);
    }

    /**
     * The {@link #temperature} of a sensor whose steps are coarse: floats of three decimals, 0.067 or 0.068 apart, some
     * hundred different ones a month.
     */
    public static Series coarse(long seed, Grid grid) {
        double[] values = temperature(seed, grid).values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) round(Math.rint(values[i] / 0.0671) * 0.0671, 1000);
        }
        return Series.wrap(grid, values);
    }

    /** The {@link #temperature} of a thermometer that counts tenths of a degree Fahrenheit, converted to Celsius. */
    public static Series fahrenheit(long seed, Grid grid) {
        double[] values = temperature(seed, grid).values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (Math.rint((values[i] * 1.8 + 32) * 10) / 10 - 32) / 1.8;
        }
        return Series.wrap(grid, values);
    }

    /** Irradiance in watts per square meter, from whole joules per square centimeter in ten minutes. */
    public static Series irradiance(long seed, Grid grid) {
        double[] values = pv(seed, grid).values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.rint(values[i] / 6 * 600 / 10_000) * 10_000 / 600;
        }
        return Series.wrap(grid, values);
    }

    /** Means of three readings of the {@link #load}, in watts. */
    public static Series means(long seed, Grid grid) {
        double[] values = watts(seed, grid);
        double[] second = watts(seed + 1, grid);
        double[] third = watts(seed + 2, grid);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + second[i] + third[i]) / 3;
        }
        return Series.wrap(grid, values);
    }

    /** Energy in kWh from the pulses of a meter, three for each kWh. */
    public static Series pulses(long seed, Grid grid) {
        double[] values = watts(seed, grid);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.rint(values[i] / 10) / 3;
        }
        return Series.wrap(grid, values);
    }

    /** Gaussian noise around 0 with all bits of the mantissa: what no codec can compress. */
    public static Series noise(long seed, Grid grid) {
        Noise noise = new Noise(seed, "noise");
        double[] values = new double[grid.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = noise.gaussian();
        }
        return Series.wrap(grid, values);
    }

    /**
     * Any bit pattern a double has: subnormals, infinities, -0.0 among ordinary numbers of every size; NaN (no value)
     * now and then.
     */
    public static Series anyBits(long seed, Grid grid) {
        double[] special = {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.MIN_NORMAL,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            1.0
        };
        Noise noise = new Noise(seed, "bits");
        double[] values = new double[grid.size()];
        for (int i = 0; i < values.length; i++) {
            double value =
                    noise.below(8) == 0 ? special[noise.below(special.length)] : Double.longBitsToDouble(noise.bits());
            values[i] = Double.isNaN(value) ? Double.NaN : value;
        }
        return Series.wrap(grid, values);
    }

    /**
     * The series with each value missing (NaN) at a probability of {@code share}.
     *
     * @throws IllegalArgumentException unless {@code 0 <= share <= 1}
     */
    public static Series withRandomGaps(long seed, Series series, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of missing values is between 0 and 1, not " + share);
        }
        Noise noise = new Noise(seed, "random gaps");
        double[] values = series.values();
        for (int i = 0; i < values.length; i++) {
            if (noise.uniform() < share) {
                values[i] = Double.NaN;
            }
        }
        return withValues(series, values);
    }

    /**
     * The series with runs of values missing (NaN), at random places, each 1 to {@code maxLength} points long; they may
     * overlap.
     *
     * @throws IllegalArgumentException if {@code runs < 0} or {@code maxLength < 1}
     */
    public static Series withGapRuns(long seed, Series series, int runs, int maxLength) {
        if (runs < 0 || maxLength < 1) {
            throw new IllegalArgumentException(runs + " runs of up to " + maxLength + " points");
        }
        Noise noise = new Noise(seed, "gap runs");
        double[] values = series.values();
        for (int run = 0; run < runs && values.length > 0; run++) {
            int from = noise.below(values.length);
            int to = (int) Math.min(values.length, (long) from + 1 + noise.below(maxLength));
            Arrays.fill(values, from, to, Double.NaN);
        }
        return withValues(series, values);
    }

    private static double[] watts(long seed, Grid grid) {
        Noise noise = new Noise(seed, "load");
        double size = 0.6 + 0.8 * noise.uniform();
        double appliance = 0;
        double[] values = new double[grid.size()];
        LocalClock clock = new LocalClock(grid.zone());
        for (int i = 0; i < values.length; i++) {
            clock.moveTo(grid.epochMillisAt(i));
            double peaks = 700 * clock.bump(7.5, 1.2) + 1400 * clock.bump(19.5, 2);
            double noon = (clock.isWeekend() ? 900 : 300) * clock.bump(12.5, 1.5);
            double base = (250 + peaks + noon) * (1 + 0.4 * clock.winter());
            appliance = appliance > 0 && noise.below(4) > 0 ? appliance : start(noise);
            double value = size * base + appliance + LOAD_NOISE_WATTS * noise.gaussian();
            values[i] = round(Math.max(0, Math.min(9000, value)), 1);
        }
        return values;
    }

    /** Now and then an oven or a car starts. */
    private static double start(Noise noise) {
        return noise.below(60) == 0 ? 1000 + noise.below(2500) : 0;
    }

    private static Series withValues(Series series, double[] values) {
        return series.grid()
                .map(grid -> Series.wrap(grid, values))
                .orElseGet(() -> Series.wrap(series.epochMillis(), values));
    }

    /** To a whole number of 1/scale; never -0.0. */
    private static double round(double value, double scale) {
        return Math.rint(value * scale) / scale + 0.0;
    }
}
