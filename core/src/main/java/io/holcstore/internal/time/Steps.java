package io.holcstore.internal.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Walking a frequency from a start, by arithmetic. A calendar's start is the start of a local day, or of a local month
 * for months and years. Implementations are immutable.
 */
public sealed interface Steps {
    /** Steps of a duration. */
    static Steps of(long millis) {
        return new Fixed(millis);
    }

    /** Steps of so many days, or of so many months; the other one is 0. */
    static Steps of(int days, int months, LocalDays calendar) {
        return new Calendar(days, months, calendar);
    }

    /** The instant {@code k >= 0} steps after the start. */
    long at(long start, long k);

    /** How many of the points {@code at(start, 0), at(start, 1), ...} lie before the instant. */
    long countBefore(long start, long epochMillis);

    /** Whether the length is a whole number of steps, and so the next chunk's points continue this one's. */
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
            // The local dates tell the count but for skipped days and for the hours around a clock change: walk the
            // rest.
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
