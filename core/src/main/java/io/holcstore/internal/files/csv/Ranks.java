package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.time.Blanks;
import io.holcstore.internal.files.time.IsoTime;
import io.holcstore.internal.files.time.TimePattern;
import io.holcstore.internal.files.time.WrittenTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Orders several rows of one instant by a column of numbers or of times. An empty cell comes first. Without the column,
 * all rows are equal. Used for one file, and not thread-safe.
 */
final class Ranks {
    private static final long MICROS = 1_000_000;

    private final CsvFile file;
    private final int column; // -1 when there is none
    private final NumberReader numbers;
    private final @Nullable TimePattern pattern;
    private @Nullable Boolean times; // whether the rows so far had times

    Ranks(CsvFile file, @Nullable CsvColumn asked, NumberReader numbers, @Nullable TimePattern pattern) {
        this.file = file;
        this.column = asked == null ? -1 : file.find(asked);
        this.numbers = numbers;
        this.pattern = pattern;
    }

    /** Returns a number that is larger for a later row. */
    long of(CsvRecord row) {
        if (column < 0) {
            return 0;
        }
        String text = Blanks.strip(CsvFile.cell(row, column));
        if (text.isEmpty()) {
            return Long.MIN_VALUE;
        }
        Long time = time(text);
        Long rank = time == null ? number(text) : time;
        if (rank == null || (times != null && times != (time != null))) {
            throw file.error(
                    row,
                    column,
                    (rank == null ? "is neither a number nor a time" : "is not of the same kind as in the rows before")
                            + "; latestBy(..) compares numbers, or times like 2024-10-27T02:15:00+01:00 or of"
                            + " timePattern(..)",
                    null);
        }
        times = time != null;
        return rank;
    }

    private @Nullable Long time(String text) {
        WrittenTime time;
        try {
            time = IsoTime.parse(text);
        } catch (DateTimeException e) {
            if (pattern == null) {
                return null;
            }
            try {
                time = pattern.parse(text);
            } catch (DateTimeException ofPattern) {
                return null;
            }
        }
        Instant at = time.local().toInstant(time.offset() == null ? ZoneOffset.UTC : time.offset());
        return at.getEpochSecond() * MICROS + at.getNano() / 1000;
    }

    private @Nullable Long number(String text) {
        try {
            long bits = Double.doubleToLongBits(numbers.parse(text) + 0.0);
            return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
