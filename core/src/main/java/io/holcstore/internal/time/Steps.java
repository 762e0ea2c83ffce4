package io.holcstore.internal.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Computes the points that a frequency reaches from a start. A start of calendar steps is the start of a local day, or
 * of a local month for months and years. Implementations are immutable.
 */
public sealed interface Steps {
    /** Returns steps of a duration. */
    static Steps of(long millis) {
        return new Fixed(millis);
    }

    /** Returns steps of a number of days or of a number of months; the other number is 0. */
    static Steps of(int days, int months, LocalDays calendar) {
        return new Calendar(days, months, calendar);
    }

    /** Returns the instant {@code k >= 0} steps after the start. */
    long at(long start, long k);

    /** Counts the points {@code at(start, 0), at(start, 1), ...} that lie before the instant. */
    long countBefore(long start, long epochMillis);

    /**
     * Returns whether the length is a whole number of steps, so that the next chunk continues the points of this one.
     */
    boolean divides(long length);

    record Fixed(long millis) implements Steps {
        @Override
        public long at(long start, long k) {
            return start + k * millis;
        }

        @Override
        public long countBefore(long start, long epochMillis) {
            return epochMillis <= start ? 0 : (epochMillis - start - 1) / millis + 1;
        }

        @Override
        public boolean divides(long length) {
            return length % millis == 0;
        }
    }

    record Calendar(int days, int months, LocalDays calendar) implements Steps {
        @Override
        public long at(long start, long k) {
            long first = calendar.dayOf(start);
            long day = days > 0
                    ? calendar.plus(first, k * days)
                    : LocalDate.ofEpochDay(first).plusMonths(k * months).toEpochDay();
            return calendar.startOf(day);
        }

        @Override
        public long countBefore(long start, long epochMillis) {
            if (epochMillis <= start) {
                return 0;
            }
            // The local dates give the count except for skipped days and hours around a clock change. The loops
            // correct it.
            long k = Math.max(0, wholePeriods(calendar.dayOf(start), calendar.dayOf(epochMillis)));
            while (at(start, k) < epochMillis) {
                k++;
            }
            while (k > 0 && at(start, k - 1) >= epochMillis) {
                k--;
            }
            return k;
        }

        private long wholePeriods(long from, long to) {
            return days > 0
                    ? (to - from) / days
                    : ChronoUnit.MONTHS.between(LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(to)) / months;
        }

        @Override
        public boolean divides(long length) {
            return true;
        }
    }
}
