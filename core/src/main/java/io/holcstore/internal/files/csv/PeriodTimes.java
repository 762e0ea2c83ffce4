package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.time.Blanks;
import io.holcstore.internal.files.time.DayStart;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.files.time.WrittenTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads periods of one length, counted from 1 through the local day. */
final class PeriodTimes extends RowTimes {
    private static final Pattern TIME = Pattern.compile(".*[0-9]:[0-9]{2}");
    private static final Pattern WITH_LETTER = Pattern.compile("(.*?[0-9]+) ?[A-Za-z]");

    private final TextTimes days;
    private final int number; // its column, or -1 when the names of columns contain it
    private final Duration length;
    private final @Nullable DayStart dayStart;

    PeriodTimes(CsvFile file, TimeReader reader, TimeColumns asked, TimeRules rules, Duration length) {
        super(file, reader);
        this.days = new TextTimes(file, reader, asked, TimeRules.DEFAULT);
        this.number = asked.number() == null ? -1 : file.find(asked.number());
        this.length = length;
        LocalTime start = rules.dayStart();
        this.dayStart = start == null ? null : DayStart.of(start, false);
        onlyDays = false;
    }

    @Override
    long instant(CsvRecord row, @Nullable String label, RowBefore before) {
        LocalDate day = day(row);
        String text = Blanks.strip(label != null ? label : CsvFile.cell(row, number));
        try {
            int from = text.length();
            while (from > 0 && text.charAt(from - 1) >= '0' && text.charAt(from - 1) <= '9') {
                from--;
            }
            if (from == text.length() || text.length() - from > 9 || (label == null && from > 0)) {
                throw new DateTimeException("is not a valid number of a period");
            }
            return instant(day, Integer.parseInt(text.substring(from)));
        } catch (DateTimeException e) {
            throw file.error(row, label != null ? days.firstColumn() : number, text, e.getMessage(), e);
        }
    }

    private LocalDate day(CsvRecord row) {
        try {
            WrittenTime time = reader.read(days.text(row, null));
            return time.local().toLocalDate();
        } catch (DateTimeException e) {
            throw file.error(row, days.firstColumn(), days.text(row, null), e.getMessage(), e);
        }
    }

    private long instant(LocalDate day, int period) {
        long start = startOf(day);
        if (start == TimeReader.DROPPED) {
            return start;
        }
        long end = dayStart == null
                ? TimeReader.millis(day.plusDays(1).atStartOfDay(reader.zone()).toInstant())
                : startOf(day.plusDays(1));
        long at = start + (period - 1) * length.toMillis();
        if (period < 1 || at >= end) {
            throw new DateTimeException("is not a period of " + day + ", which has 1 to "
                    + (end - start + length.toMillis() - 1) / length.toMillis() + " of " + length + " in "
                    + reader.zone());
        }
        return at;
    }

    private long startOf(LocalDate day) {
        return dayStart == null ? reader.startOf(day) : dayStart.first(day, reader.zone());
    }

    @Override
    @Nullable
    LocalDateTime local(CsvRecord row) {
        return days.local(row);
    }

    @Override
    boolean isWithoutTime(CsvRecord row) {
        return days.isWithoutTime(row);
    }

    @Override
    boolean isLabel(String name) {
        return !name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1));
    }

    /** Refuses names that are times, and the hours 3A and 3B: where they occur, the clock counts the hours. */
    @Override
    void setLabels(List<String> labels) {
        for (String label : labels) {
            if (TIME.matcher(label).matches()) {
                throw refused("the column '" + label + "' is a time and not the number of a period; daysInRows(day)"
                        + " reads columns that are times");
            }
        }
        List<String> withLetter = file.header().stream()
                .map(String::strip)
                .filter(name -> labels.stream().noneMatch(name::equals)
                        && WITH_LETTER.matcher(name).matches()
                        && labels.stream().anyMatch(label -> prefix(label).equals(prefix(withoutLetter(name)))))
                .toList();
        List<String> numbers =
                withLetter.stream().map(PeriodTimes::withoutLetter).distinct().toList();
        if (numbers.size() == 1) {
            throw refused("the columns "
                    + String.join(
                            ", ",
                            withLetter.stream().map(name -> "'" + name + "'").toList())
                    + " are those of a repeated hour, so the columns are hours of the clock and not periods counted"
                    + " through the day; read them by daysInRows(day), timePattern(\"yyyy-MM-dd '"
                    + prefix(numbers.get(0)) + "'H\"), endOfInterval() and repeatedHour(day, marks)");
        }
    }

    private static String withoutLetter(String name) {
        Matcher matcher = WITH_LETTER.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    private static String prefix(String name) {
        return name.replaceAll("[0-9]+$", "");
    }

    private CsvFormatException refused(String reason) {
        return new CsvFormatException(file.name() + ": " + reason, null, file.name());
    }
}
