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
    /** Whole watts, zero at night. */
    PV,
    /** Two decimals, sometimes negative. */
    PRICE,
    /** One decimal. */
    TEMPERATURE,
    /** All bits of the mantissa: nothing to compress. */
    NOISE;

    Series series(long seed, Grid grid) {
        return switch (this) {
            case LOAD -> Generators.load(seed, grid);
            case ENERGY -> Generators.energy(seed, grid);
            case PV -> Generators.pv(seed, grid);
            case PRICE -> Generators.price(seed, grid);
            case TEMPERATURE -> Generators.temperature(seed, grid);
            case NOISE -> Generators.noise(seed, grid);
        };
    }
}
