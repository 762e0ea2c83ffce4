package io.holcstore.internal.files.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a number of a time since 1970-01-01T00:00Z counts. Its size shows it for times in the years 1973 to 5138. */
public enum EpochUnit {
    SECONDS("seconds", 1),
    MILLISECONDS("milliseconds", 1e3),
    MICROSECONDS("microseconds", 1e6),
    NANOSECONDS("nanoseconds", 1e9);

    private static final double FIRST = 1e8; // seconds, in 1973; below, all units would be possible
    private static final double LAST = 1e11;

    private final String name;
    private final double perSecond;

    EpochUnit(String name, double perSecond) {
        this.name = name;
        this.perSecond = perSecond;
    }

    /** Returns the likely unit of a number; null when there is none. */
    private static @Nullable EpochUnit of(double number) {
        for (EpochUnit unit : values()) {
            double seconds = number / unit.perSecond;
            if (seconds >= FIRST && seconds < LAST) {
                return unit;
            }
        }
        return null;
    }

    /**
     * Returns what a number likely is, for a message: {@code ; as microseconds since 1970 it is 2024-06-01T00:00:00Z:
     * divide it}. Returns an empty text when its unit is not clear.
     *
     * @param seconds what reads seconds
     * @param millis what reads milliseconds
     * @param finer what reads finer numbers
     */
    public static String hint(double number, String seconds, String millis, String finer) {
        EpochUnit unit = of(number);
        if (unit == null) {
            return "";
        }
        String reader =
                switch (unit) {
                    case SECONDS -> seconds;
                    case MILLISECONDS -> millis;
                    default -> finer;
                };
        return "; as " + unit.name + " since 1970 it is " + Instant.ofEpochSecond((long) (number / unit.perSecond))
                + ": " + reader;
    }

    /** Returns whether times that were read as milliseconds since 1970 are seconds, unless they are of 1970. */
    public static boolean areSeconds(long firstMillis, long lastMillis) {
        return firstMillis >= FIRST && lastMillis < 1L << Integer.SIZE;
    }
}
