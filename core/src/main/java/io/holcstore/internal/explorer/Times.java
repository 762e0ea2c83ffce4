package io.holcstore.internal.explorer;

import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.time.Years;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * Times of requests: milliseconds since 1970, a date or a time of the clock of a zone, or a time with its offset from
 * UTC.
 */
record Times(ZoneId zone) {
    private static final int DATE = "2024-03-01".length();

    /** Days, months and years around a time must lie in the years 1 to 9999 as well. */
    private static final Duration A_YEAR = Duration.ofDays(366);

    Instant parse(String name, String text) throws ProblemException {
        try {
            Instant instant = parse(text);
            Years.require(instant.minus(A_YEAR).toEpochMilli());
            Years.require(instant.plus(A_YEAR).toEpochMilli());
            return instant;
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw ProblemException.badRequest(
                    name + "=" + Quote.of(text) + " is not a time of the years 2 to 9998, or the clock skips it;"
                            + " write 2024-03-01 or 2024-03-01T00:00 by the clock of " + zone
                            + ", 2024-03-01T00:00:00Z, or milliseconds since 1970");
        }
    }

    private Instant parse(String text) {
        if (text.matches("-?[0-9]{1,18}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        if (text.length() <= DATE) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        boolean hasOffset = text.endsWith("Z") || text.indexOf('+') >= 0 || text.lastIndexOf('-') > DATE;
        return hasOffset ? OffsetDateTime.parse(text).toInstant() : local(LocalDateTime.parse(text));
    }

    /** Reads a time of the clock: of two, the earlier one. */
    private Instant local(LocalDateTime time) {
        if (zone.getRules().getValidOffsets(time).isEmpty()) {
            throw new DateTimeException("the clock skips it");
        }
        return time.atZone(zone).toInstant();
    }
}
