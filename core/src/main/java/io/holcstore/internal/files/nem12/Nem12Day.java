package io.holcstore.internal.files.nem12;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.SeriesBuffer;
import io.holcstore.internal.files.SeriesBuffer.Refusal;
import io.holcstore.internal.files.csv.CsvFile;
import io.holcstore.internal.files.time.TimeReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record of kind 300: the values of a day, with the qualities of its intervals. */
final class Nem12Day {
    /** The time of the market, which has no summer time. */
    private static final ZoneOffset MARKET = ZoneOffset.ofHours(10);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern EIGHT_DIGITS = Pattern.compile("[0-9]{8}");
    private static final Pattern FOURTEEN_DIGITS = Pattern.compile("[0-9]{14}");
    private static final NumberReader NUMBERS = new NumberReader('.');
    private static final int FIRST = 2; // column of values
    private static final long MINUTE = 60_000;

    private final CsvFile file;
    private final CsvRecord row;
    private final Nem12Channel channel;
    private final @Nullable SeriesBuffer buffer; // null when it is left out
    private final int power;
    private final long start;
    private final long rank;
    private final String[] qualities;
    private int last; // interval that has details

    Nem12Day(CsvFile file, CsvRecord row, Nem12Channel channel, @Nullable SeriesBuffer buffer, int power) {
        this.file = file;
        this.row = row;
        this.channel = channel;
        this.buffer = buffer;
        this.power = power;
        this.start = start();
        this.qualities = new String[channel.intervals()];
        int quality = FIRST + qualities.length;
        Arrays.fill(qualities, quality(row, quality));
        this.rank = rank(quality + 3);
    }

    private long start() {
        String text = Nem12File.text(row, 1);
        try {
            if (EIGHT_DIGITS.matcher(text).matches()) {
                LocalDate date = LocalDate.parse(text, DAY);
                return TimeReader.millis(date.atTime(LocalTime.MIDNIGHT).toInstant(MARKET));
            }
        } catch (DateTimeException e) {
            throw file.error(row, 1, "is not a day like 20240629", e);
        }
        throw file.error(row, 1, "is not a day like 20240629", null);
    }

    private String quality(CsvRecord of, int column) {
        String text = Nem12File.text(of, column);
        if (!Quality.isQuality(text)) {
            throw file.error(
                    of,
                    column,
                    "is not a quality: A, E, F, N, S or V, with a method or without, as in S14"
                            + (of == row
                                    ? "; a day of " + channel.minutes() + " minutes has it behind "
                                            + channel.intervals() + " values"
                                    : ""),
                    null);
        }
        return text;
    }

    /** Returns the time of the update as a number that is larger for a later time. */
    private long rank(int column) {
        String text = Nem12File.text(row, column);
        if (text.isEmpty()) {
            return Long.MIN_VALUE;
        }
        try {
            if (FOURTEEN_DIGITS.matcher(text).matches()) {
                LocalDateTime.parse(text, SECOND);
                return Long.parseLong(text);
            }
        } catch (DateTimeException e) {
            throw file.error(row, column, "is not a time of an update like 20240701100000", e);
        }
        throw file.error(row, column, "is not a time of an update like 20240701100000; is the line cut off?", null);
    }

    /** Reads a record of kind 400. */
    void readDetails(CsvRecord details) {
        int from = interval(details, 1);
        int to = interval(details, 2);
        if (from <= last || to < from) {
            throw file.error(
                    details,
                    "the intervals " + from + " to " + to + " are not behind those of the record above, which end with "
                            + last,
                    null);
        }
        String quality = quality(details, 3);
        if (Quality.varies(quality)) {
            throw file.error(details, 3, "is not the quality of an interval; it is for the record of a day", null);
        }
        Arrays.fill(qualities, from - 1, to, quality);
        last = to;
    }

    private int interval(CsvRecord details, int column) {
        String text = Nem12File.text(details, column);
        try {
            int interval = text.length() > 4 ? 0 : Integer.parseInt(text);
            if (interval >= 1 && interval <= qualities.length) {
                return interval;
            }
        } catch (NumberFormatException e) {
            throw file.error(details, column, "is not the number of an interval", e);
        }
        throw file.error(details, column, "is not the number of an interval, 1 to " + qualities.length, null);
    }

    /** Adds the values to their series. */
    void addTo(Nem12Run run) {
        SeriesBuffer to = buffer;
        if (to == null) {
            run.tally.filtered += qualities.length;
            return;
        }
        for (int i = 0; i < qualities.length; i++) {
            if (Quality.varies(qualities[i])) {
                throw file.error(
                        row,
                        FIRST + qualities.length,
                        "is the quality of the day, but no record of kind 400 has that of interval " + (i + 1),
                        null);
            }
        }
        for (int i = 0; i < qualities.length; i++) {
            try {
                add(run, to, i);
            } catch (CsvFormatException | ConflictingValuesException e) {
                run.tally.problem(e);
            }
        }
    }

    /** Adds NaN, too: a later record without a value replaces an earlier one with a value. */
    private void add(Nem12Run run, SeriesBuffer to, int i) {
        double value = Double.NaN;
        if (Quality.isWithoutData(qualities[i])) {
            run.tally.missing++;
        } else if (run.settings.reads(qualities[i])) {
            value = value(FIRST + i);
        } else {
            run.tally.filtered++;
        }
        long time = start + MINUTE * channel.minutes() * i;
        if (run.series.add(to, time, value, file.line(row), rank) == Refusal.TOO_LATE) {
            throw file.error(
                    row,
                    FIRST + i,
                    "of " + to.key() + " at " + Instant.ofEpochMilli(time)
                            + " comes too late to be compared with what is merged already; put the records of a series"
                            + " together",
                    null);
        }
    }

    private double value(int column) {
        String text = Nem12File.text(row, column);
        double value;
        try {
            value = NUMBERS.parse(text);
            value = power == 0 || value == 0 ? value : Units.scaled(text, power);
        } catch (IllegalArgumentException e) {
            throw file.error(row, column, "is not a number like 12.5", e);
        }
        if (Double.isInfinite(value)) {
            throw file.error(row, column, "is not a finite number", null);
        }
        return value;
    }
}
