package io.holcstore.internal.codec;

import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.TreeSet;

/** Series of every kind for the codec's tests, from a seed. */
final class AnySeries {
    private static final int KINDS = 10;
    private static final long[] UNITS = {1, 7, 1_000, 60_000, 900_000, 3_600_000, 86_400_000, 1L << 40};
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private AnySeries() {}

    static Series of(Random random, int points) {
        double[] values = Chunks.any(random, points);
        return random.nextInt(KINDS) == 0 ? days(random, values) : Series.wrap(times(random, points), values);
    }

    private static Series days(Random random, double[] values) {
        LocalDate first = LocalDate.of(1890 + random.nextInt(200), 1 + random.nextInt(12), 1 + random.nextInt(28));
        long start = first.atStartOfDay(PARIS).toInstant().toEpochMilli();
        return Series.wrap(Grid.of(start, Frequency.parse("1d"), PARIS, values.length), values);
    }

    private static long[] times(Random random, int points) {
        int kind = random.nextInt(9);
        if (kind == 0 && points > 0) {
            return anywhere(random, points);
        }
        long unit = UNITS[random.nextInt(UNITS.length)];
        long jitter = 1L + random.nextInt(1_000);
        long start = (random.nextInt(2_000_000) - 1_000_000L) * 86_400_000L + random.nextInt(1_000);
        long[] times = new long[points];
        long time = start;
        for (int i = 0; i < points; i++) {
            times[i] = time;
            time += switch (kind) {
                case 1 -> unit;
                case 2 -> unit * (1L + random.nextInt(3));
                case 3 -> unit * (random.nextInt(50) == 0 ? 1L + random.nextInt(500) : 1L); // holes
                case 4 -> unit + (long) random.nextInt((int) Math.min(unit, jitter));
                case 5 -> 1 + (long) (random.nextDouble() * random.nextDouble() * 1e9);
                case 6 -> unit * (1L + i / 100); // slows down
                case 7 -> unit * (i % 7 == 0 ? 3L : 1L); // working days
                default -> 1 + (random.nextLong() >>> (24 + random.nextInt(38)));
            };
        }
        return times;
    }

    /** Instants over all that a long can count, its ends among them. */
    private static long[] anywhere(Random random, int points) {
        TreeSet<Long> times = new TreeSet<>();
        if (random.nextBoolean()) {
            times.add(Long.MIN_VALUE);
        }
        if (random.nextBoolean() && times.size() < points) {
            times.add(Long.MAX_VALUE);
        }
        int shift = random.nextInt(12);
        while (times.size() < points) {
            times.add(random.nextLong() >> shift);
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
