package io.holcstore.series;

/**
 * How {@link Series#resample} makes one value of several, and several values of one.
 *
 * <p>NaN does not count: a slot has a value as soon as one of its points has one. SUM, MEAN, MIN and MAX of several
 * points are those of {@link Statistics}, which are never -0.0.
 */
public enum Resample {
    /**
     * The sum of the values, for amounts such as energy. A longer step is divided among the slots in it, in proportion
     * to their length, so that the total stays the same but for rounding.
     */
    SUM {
        @Override
        double join(double[] values, int from, int to) {
            return Statistics.of(values, from, to).sum();
        }

        @Override
        double part(double value, long step, long slot) {
            return value / ((double) step / slot);
        }
    },
    /**
     * The sum of the values divided by their number, for levels such as power, prices and temperatures. Each value has
     * the same weight. A longer step repeats its value.
     */
    MEAN {
        @Override
        double join(double[] values, int from, int to) {
            Statistics statistics = Statistics.of(values, from, to);
            return statistics.sum() / statistics.count() + 0.0;
        }
    },
    /** The least value. A longer step repeats its value. */
    MIN {
        @Override
        double join(double[] values, int from, int to) {
            return Statistics.of(values, from, to).min();
        }
    },
    /** The greatest value. A longer step repeats its value. */
    MAX {
        @Override
        double join(double[] values, int from, int to) {
            return Statistics.of(values, from, to).max();
        }
    },
    /**
     * The first value in time that is not NaN, for levels that are read at the start. A longer step repeats its value.
     */
    FIRST {
        @Override
        double join(double[] values, int from, int to) {
            int i = from;
            while (i < to - 1 && Double.isNaN(values[i])) {
                i++;
            }
            return from < to ? values[i] : Double.NaN;
        }
    },
    /** The last value in time that is not NaN. A longer step repeats its value. */
    LAST {
        @Override
        double join(double[] values, int from, int to) {
            int i = to - 1;
            while (i > from && Double.isNaN(values[i])) {
                i--;
            }
            return from < to ? values[i] : Double.NaN;
        }
    };

    /** Returns one value of the points {@code from <= i < to}, or NaN when none has a value. */
    abstract double join(double[] values, int from, int to);

    /** Returns the value of a slot inside a step. Both lengths are in milliseconds. */
    double part(double value, long step, long slot) {
        return value;
    }
}
