package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Longs;

/**
 * Predicts the next integer from those before it, so that only the difference (residual) is stored. Differences wrap
 * around in 64 bits, so that all integers are restored. All except {@link #FLOOR} store them zigzag. Each has a level
 * for the first values, which otherwise are predicted by the previous one.
 */
enum Predictor {
    /** The level, which is the minimum: for numbers that are mostly close to it. */
    FLOOR(0),
    /** The level, which is the median of a sample: for numbers that do not depend on those before. */
    LEVEL(1),
    /** The previous value. */
    PREVIOUS(2),
    /** The line through the two previous values. */
    LINEAR(3),
    /** The value one day (lag) before; on the first day the previous value. */
    DAY(4),
    /** The previous value plus its change one day before; on the first day the previous value. */
    DAY_TREND(5);

    private static final Predictor[] ALL = values();

    final int code;

    Predictor(int code) {
        this.code = code;
    }

    static Predictor ofCode(int code) {
        for (Predictor predictor : ALL) {
            if (predictor.code == code) {
                return predictor;
            }
        }
        throw new ChunkFormatException("expected a predictor of a compact chunk but got " + code);
    }

    boolean hasLag() {
        return this == DAY || this == DAY_TREND;
    }

    /**
     * Computes the residuals of {@code integers[from, to)}, in {@code residuals} from index 0.
     *
     * @param from 0, or {@link #reach} or more
     */
    void toResiduals(long[] integers, int from, int to, int lag, long level, long[] residuals) {
        int start = from;
        if (from == 0) {
            start = Math.min(reach(lag), to);
            firstChanges(integers, start, level, residuals);
        }
        switch (this) {
            case FLOOR -> above(integers, start, to, level, residuals, from);
            case LEVEL -> around(integers, start, to, level, residuals, from);
            case PREVIOUS -> changes(integers, start, to, 1, residuals, from);
            case LINEAR -> bends(integers, start, to, 1, residuals, from);
            case DAY -> changes(integers, start, to, lag, residuals, from);
            case DAY_TREND -> bends(integers, start, to, lag, residuals, from);
        }
    }

    // Separate small loops, because the JVM vectorizes each of them.

    private static void above(long[] integers, int start, int to, long level, long[] residuals, int from) {
        for (int i = start; i < to; i++) {
            residuals[i - from] = integers[i] - level;
        }
    }

    private static void around(long[] integers, int start, int to, long level, long[] residuals, int from) {
        for (int i = start; i < to; i++) {
            residuals[i - from] = Longs.zigzag(integers[i] - level);
        }
    }

    private static void changes(long[] integers, int start, int to, int lag, long[] residuals, int from) {
        for (int i = start; i < to; i++) {
            residuals[i - from] = Longs.zigzag(integers[i] - integers[i - lag]);
        }
    }

    /** Computes residuals against the previous value plus its change {@code lag} values before. */
    private static void bends(long[] integers, int start, int to, int lag, long[] residuals, int from) {
        for (int i = start; i < to; i++) {
            long change = integers[i - lag] - integers[i - lag - 1];
            residuals[i - from] = Longs.zigzag(integers[i] - integers[i - 1] - change);
        }
    }

    /** Returns how many values a prediction looks back. With fewer, the previous value is the prediction. */
    int reach(int lag) {
        return switch (this) {
            case FLOOR, LEVEL -> 0;
            case PREVIOUS -> 1;
            case LINEAR -> 2;
            case DAY -> lag;
            case DAY_TREND -> lag + 1;
        };
    }

    /** Returns the prediction at {@code i} of a predictor with a lag. */
    long expected(long[] integers, int i, int lag, long level) {
        if (i == 0) {
            return level;
        }
        if (i < reach(lag)) {
            return integers[i - 1];
        }
        return this == DAY ? integers[i - lag] : integers[i - 1] + integers[i - lag] - integers[i - lag - 1];
    }

    private static void firstChanges(long[] integers, int count, long level, long[] residuals) {
        long before = level;
        for (int i = 0; i < count; i++) {
            residuals[i] = Longs.zigzag(integers[i] - before);
            before = integers[i];
        }
    }

    /** Converts the residuals {@code numbers[from, to)} to integers in place. Those before are already integers. */
    void toIntegers(long[] numbers, int from, int to, int lag, long level) {
        if (this == FLOOR) {
            raise(numbers, from, to, level);
            return;
        }
        Longs.unzigzag(numbers, from, to);
        int start = this == PREVIOUS ? to : Math.max(from, Math.min(reach(lag), to));
        sums(numbers, from, start, from == 0 ? level : numbers[from - 1]);
        switch (this) {
            case FLOOR, LEVEL -> raise(numbers, start, to, level);
            case PREVIOUS -> {}
            case LINEAR -> lines(numbers, start, to);
            case DAY -> days(numbers, start, to, lag);
            case DAY_TREND -> trends(numbers, start, to, lag);
        }
    }

    private static void raise(long[] numbers, int from, int to, long level) {
        for (int i = from; i < to; i++) {
            numbers[i] += level;
        }
    }

    private static void sums(long[] numbers, int from, int to, long before) {
        long sum = before;
        for (int i = from; i < to; i++) {
            sum += numbers[i];
            numbers[i] = sum;
        }
    }

    private static void lines(long[] numbers, int from, int to) {
        long integer = from < 2 ? 0 : numbers[from - 1];
        long change = from < 2 ? 0 : integer - numbers[from - 2];
        for (int i = from; i < to; i++) {
            change += numbers[i];
            integer += change;
            numbers[i] = integer;
        }
    }

    private static void days(long[] numbers, int from, int to, int lag) {
        for (int i = from; i < to; i++) {
            numbers[i] += numbers[i - lag];
        }
    }

    private static void trends(long[] numbers, int from, int to, int lag) {
        long above = from <= lag
                ? 0
                : numbers[from - 1] - numbers[from - 1 - lag]; // the change in one day, which is a sum of residuals
        for (int i = from; i < to; i++) {
            above += numbers[i];
            numbers[i] = numbers[i - lag] + above;
        }
    }
}
