package io.holcstore.testkit;

import java.util.SplittableRandom;

/** Random numbers that only depend on a seed and a name: built on nextLong() and strict arithmetic alone. */
final class Noise {
    private final SplittableRandom random;

    Noise(long seed, String purpose) {
        // One seed for load and price would make them move together.
        this.random = new SplittableRandom(seed * 31 + purpose.hashCode());
    }

    long bits() {
        return random.nextLong();
    }

    /** At least 0, below 1. */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    /** At least 0, below the bound. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Nearly Gaussian with deviation 1: the sum of 12 uniform numbers, which needs no logarithm. */
    double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += uniform();
        }
        return sum;
    }
}
