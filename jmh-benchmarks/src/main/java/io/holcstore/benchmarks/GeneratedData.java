package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.ZonedDateTime;
import java.util.Locale;

/** The sets that the generators of the testkit make. */
enum GeneratedData {
    LOAD(true),
    ENERGY(true),
    /** About 4 % missing, days on end. */
    ENERGY_GAPS(true),
    /** 5 % missing, each for itself. */
    ENERGY_HOLES(true),
    PV(true),
    PRICE(false),
    TEMPERATURE(false),
    /** Few different values, far apart. */
    COARSE(false),
    /** Multiples of steps that are not decimal. */
    FAHRENHEIT(false),
    IRRADIANCE(false),
    MEANS(false),
    PULSES(false),
    NOISE(false),
    ANY_BITS(false);

    private static final int YEARS = 4;
    private static final int HOURS_OF_MONTH = 744;
    private static final int SEED = 1;

    private final boolean meter;

    GeneratedData(boolean meter) {
        this.meter = meter;
    }

    String set() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Four years from 2021 on, of hours where a chunk has no more points than a month has hours, else of quarter hours.
     */
    DataSet make(int chunkPoints) {
        boolean hourly = chunkPoints <= HOURS_OF_MONTH;
        int perDay = hourly ? 24 : 96;
        Frequency step = hourly ? Frequency.parse("1h") : Workload.STEP;
        Grid grid = Grid.of(ZonedDateTime.of(2021, 1, 1, 0, 0, 0, 0, Workload.ZONE), step, YEARS * 365 * perDay);
        return new DataSet(set(), perDay, meter, series(grid).values());
    }

    private Series series(Grid grid) {
        return switch (this) {
            case LOAD -> Generators.load(SEED, grid);
            case ENERGY -> Generators.energy(SEED, grid);
            case ENERGY_GAPS -> Generators.withGapRuns(SEED, Generators.energy(SEED, grid), grid.size() / 1500, 120);
            case ENERGY_HOLES -> Generators.withRandomGaps(SEED, Generators.energy(SEED, grid), 0.05);
            case PV -> Generators.pv(SEED, grid);
            case PRICE -> Generators.price(SEED, grid);
            case TEMPERATURE -> Generators.temperature(SEED, grid);
            case COARSE -> Generators.coarse(SEED, grid);
            case FAHRENHEIT -> Generators.fahrenheit(SEED, grid);
            case IRRADIANCE -> Generators.irradiance(SEED, grid);
            case MEANS -> Generators.means(SEED, grid);
            case PULSES -> Generators.pulses(SEED, grid);
            case NOISE -> Generators.noise(SEED, grid);
            case ANY_BITS -> Generators.anyBits(SEED, grid);
        };
    }
}
