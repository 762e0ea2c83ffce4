package io.holcstore.internal.explorer;

import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Quote;
import io.holcstore.internal.time.Years;
import java.time.DateTimeException;
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

    Instant parse(String name, String text) throws ProblemException {
        try {
            Instant instant = parse(text);
            Years.require(instant.toEpochMilli());
            return instant;
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw ProblemException.badRequest(name + "=" + Quote.of(text) + " is not a time of the years 1 to 9999;"
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
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
