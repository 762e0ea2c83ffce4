package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Grid;

/** What the stored values are like. */
public enum Data {
    /** Whole watts with a daily shape. */
    LOAD,
    /** kWh a step, three decimals. */
    ENERGY,
    /** All bits of the mantissa: nothing to compress. */
    NOISE;

    Series series(long seed, Grid grid) {
        return switch (this) {
            case LOAD -> Generators.load(seed, grid);
            case ENERGY -> Generators.energy(seed, grid);
            case NOISE -> Generators.noise(seed, grid);
        };
    }
}
