package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.Longs;

/**
 * What the next integer is expected to be, from those before it; only the difference (residual) is stored. Differences
 * wrap around in 64 bits, so that any integers come back. All but {@link #FLOOR} store them zigzag. Each has a level to
 * start from: where nothing is known yet, that is the one before.
 */
enum Predictor {
    /** The level, which is the least of all: for numbers that crowd near it. */
    FLOOR(0),
    /** The level, which is a middle one: for numbers without memory. */
    LEVEL(1),
    /** The one before. */
    PREVIOUS(2),
    /** The line through the two before. */
    LINEAR(3),
    /** The one a day (lag) before; on the first day the one before. */
    DAY(4),
    /** The one before, changed as it changed a day before; on the first day the one before. */
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
     * The residuals of {@code integers[from, to)}, to {@code residuals} from index 0.
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

    // Small loops of their own: the JVM makes vector instructions of each.

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

    /** Against the one before and the change {@code lag} values before. */
    private static void bends(long[] integers, int start, int to, int lag, long[] residuals, int from) {
        for (int i = start; i < to; i++) {
            long change = integers[i - lag] - integers[i - lag - 1];
            residuals[i - from] = Longs.zigzag(integers[i] - integers[i - 1] - change);
        }
    }

    /** How many values a prediction looks back; fewer than that are predicted by the one before. */
    int reach(int lag) {
        return switch (this) {
            case FLOOR, LEVEL -> 0;
            case PREVIOUS -> 1;
            case LINEAR -> 2;
            case DAY -> lag;
            case DAY_TREND -> lag + 1;
        };
    }

    /** What a predictor with a lag expects at {@code i}. */
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

    /** The integers of the residuals {@code numbers[from, to)}, in their place; those before are integers already. */
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
                : numbers[from - 1] - numbers[from - 1 - lag]; // the day before; itself a sum of residuals
        for (int i = from; i < to; i++) {
            above += numbers[i];
            numbers[i] = numbers[i - lag] + above;
        }
    }
}
