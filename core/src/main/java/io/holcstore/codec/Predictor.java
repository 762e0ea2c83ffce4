package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;

/**
 * What the next integer is expected to be, from those before it; only the difference (residual) is stored. Differences wrap around in 64
 * bits, so that any integers come back. All but {@link #FLOOR} store them zigzag.
 */
enum Predictor {
    /** The least of all: for numbers that crowd near it. */
    FLOOR(0),
    /** A middle one: for numbers without memory. */
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
        if (code >= ALL.length) {
            throw new ChunkFormatException("expected a predictor of a compact chunk but got " + code);
        }
        return ALL[code];
    }

    boolean hasLevel() {
        return this == FLOOR || this == LEVEL;
    }

    boolean hasLag() {
        return this == DAY || this == DAY_TREND;
    }

    /** The stored residual of {@code integers[i]}, for trying: {@code i} is more than 1, and more than the lag where there is one. */
    long residual(long[] integers, int i, int lag, long level) {
        return switch (this) {
            case FLOOR -> integers[i] - level;
            case LEVEL -> Longs.zigzag(integers[i] - level);
            case PREVIOUS -> Longs.zigzag(integers[i] - integers[i - 1]);
            case LINEAR -> Longs.zigzag(integers[i] - 2 * integers[i - 1] + integers[i - 2]);
            case DAY -> Longs.zigzag(integers[i] - integers[i - lag]);
            case DAY_TREND -> Longs.zigzag(integers[i] - integers[i - 1] - integers[i - lag] + integers[i - lag - 1]);
        };
    }

    /** The residuals of {@code integers[0, count)}. */
    void toResiduals(long[] integers, int count, int lag, long level, long[] residuals) {
        switch (this) {
            case FLOOR -> {
                for (int i = 0; i < count; i++) {
                    residuals[i] = integers[i] - level;
                }
            }
            case LEVEL -> {
                for (int i = 0; i < count; i++) {
                    residuals[i] = Longs.zigzag(integers[i] - level);
                }
            }
            case PREVIOUS -> changes(integers, count, residuals);
            case LINEAR -> {
                changes(integers, Math.min(2, count), residuals);
                for (int i = 2; i < count; i++) {
                    residuals[i] = Longs.zigzag(integers[i] - 2 * integers[i - 1] + integers[i - 2]);
                }
            }
            case DAY -> {
                changes(integers, Math.min(lag, count), residuals);
                for (int i = lag; i < count; i++) {
                    residuals[i] = Longs.zigzag(integers[i] - integers[i - lag]);
                }
            }
            case DAY_TREND -> {
                changes(integers, Math.min(lag + 1, count), residuals);
                for (int i = lag + 1; i < count; i++) {
                    residuals[i] =
                            Longs.zigzag(integers[i] - integers[i - 1] - integers[i - lag] + integers[i - lag - 1]);
                }
            }
        }
    }

    private static void changes(long[] integers, int count, long[] residuals) {
        long before = 0;
        for (int i = 0; i < count; i++) {
            long integer = integers[i];
            residuals[i] = Longs.zigzag(integer - before);
            before = integer;
        }
    }

    /** The integers of {@code residuals[0, count)}, in their place. */
    void toIntegers(long[] residuals, int count, int lag, long level) {
        switch (this) {
            case FLOOR -> {
                for (int i = 0; i < count; i++) {
                    residuals[i] += level;
                }
            }
            case LEVEL -> {
                for (int i = 0; i < count; i++) {
                    residuals[i] = Longs.unzigzag(residuals[i]) + level;
                }
            }
            case PREVIOUS -> sums(residuals, count);
            case LINEAR -> lines(residuals, count);
            case DAY -> {
                sums(residuals, Math.min(lag, count));
                for (int i = lag; i < count; i++) {
                    residuals[i] = Longs.unzigzag(residuals[i]) + residuals[i - lag];
                }
            }
            case DAY_TREND -> {
                sums(residuals, Math.min(lag + 1, count));
                trends(residuals, count, lag);
            }
        }
    }

    private static void sums(long[] numbers, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Longs.unzigzag(numbers[i]);
            numbers[i] = sum;
        }
    }

    private static void lines(long[] numbers, int count) {
        sums(numbers, Math.min(2, count));
        if (count < 2) {
            return;
        }
        long integer = numbers[1];
        long change = numbers[1] - numbers[0];
        for (int i = 2; i < count; i++) {
            change += Longs.unzigzag(numbers[i]);
            integer += change;
            numbers[i] = integer;
        }
    }

    private static void trends(long[] numbers, int count, int lag) {
        if (count <= lag) {
            return;
        }
        // The difference to a day before is itself a sum of residuals.
        long above = numbers[lag] - numbers[0];
        for (int i = lag + 1; i < count; i++) {
            above += Longs.unzigzag(numbers[i]);
            numbers[i] = numbers[i - lag] + above;
        }
    }
}
