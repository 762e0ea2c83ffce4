package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.time.Blanks;
import io.holcstore.internal.files.time.DayStart;
import io.holcstore.internal.files.time.IntervalText;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.files.time.WrittenTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads times as text, from columns that are joined by a blank. */
final class TextTimes extends RowTimes {
    private final int[] columns;
    private final Map<String, Repeats> marks;
    private final int mark; // the column that decides between two possible times, or -1
    private final int marked; // the position of that column among those of the time, or -1
    private final boolean iso;
    private final @Nullable DayStart dayStart;
    private Map<String, Integer> shifts = Map.of(); // days by which the times of columns lie off the day of the row

    TextTimes(CsvFile file, TimeReader reader, TimeColumns asked, TimeRules rules) {
        super(file, reader);
        this.columns = asked.columns().stream().mapToInt(file::find).toArray();
        this.marks = rules.flags();
        this.iso = rules.pattern() == null && rules.form() == TimeRules.Form.TEXT;
        LocalTime start = rules.dayStart();
        this.dayStart = start == null ? null : DayStart.of(start, rules.end());
        this.mark = asked.mark() == null ? -1 : file.find(asked.mark());
        int found = -1;
        for (int i = 0; i < columns.length; i++) {
            found = columns[i] == mark ? i : found;
        }
        this.marked = found;
    }

    @Override
    long instant(CsvRecord row, @Nullable String label, RowBefore before) {
        try {
            requireClear(row);
            if (mark < 0) {
                return instant(text(row, label), label, before, null);
            }
            if (marked < 0) {
                Repeats which = marks.get(Blanks.strip(CsvFile.cell(row, mark)));
                return instant(text(row, label), label, before, which);
            }
            return marked(row, label, before);
        } catch (DateTimeException e) {
            throw file.error(row, columns[0], text(row, label), e.getMessage(), e);
        }
    }

    private long instant(String text, @Nullable String label, RowBefore before, @Nullable Repeats which) {
        WrittenTime written = read(text);
        int days = label == null ? 0 : shifts.getOrDefault(label, 0);
        WrittenTime time = inCalendar(days == 0 ? written : written.plusDays(days));
        long at = reader.instant(time, before.instant(), which);
        if (at == TimeReader.DROPPED) {
            return at;
        }
        if (label == null) {
            before.next(at, written.day(), reader.zoneOf(time));
        } else {
            before.next(at);
        }
        return at;
    }

    private WrittenTime inCalendar(WrittenTime time) {
        return dayStart == null ? time : dayStart.of(time);
    }

    /** Handles a mark at the end of the time, or of the start of an interval: 02:15A, 02:15A - 02:30A. */
    private long marked(CsvRecord row, @Nullable String label, RowBefore before) {
        String cell = label != null ? label : Blanks.strip(CsvFile.cell(row, columns[marked]));
        String start = startWithMark(cell);
        if (start != null) {
            reader.requireStarts();
            cell = start;
        }
        String suffix = suffix(cell);
        String time = cell.substring(0, cell.length() - suffix.length()).strip();
        String text = label != null ? text(row, time) : joined(row, marked, time);
        return instant(text, label, before, marks.get(suffix));
    }

    /** Returns the start of an interval whose start has a mark; null for any other text. */
    private @Nullable String startWithMark(String text) {
        for (String each : marks.keySet()) {
            int end = text.indexOf(each) + each.length();
            if (end > each.length() && IntervalText.isEnd(text, end) && !each.isEmpty()) {
                return text.substring(0, end);
            }
        }
        return null;
    }

    /** Returns the longest mark at the end of a text; empty when it has none. */
    private String suffix(String text) {
        String suffix = "";
        for (String each : marks.keySet()) {
            suffix = text.endsWith(each) && each.length() > suffix.length() ? each : suffix;
        }
        return suffix;
    }

    String text(CsvRecord row, @Nullable String label) {
        if (columns.length == 1 && label == null) {
            return CsvFile.cell(row, columns[0]);
        }
        String text = joined(row, -1, "");
        return label == null ? text : text + ' ' + IntervalText.startOfName(label);
    }

    int firstColumn() {
        return columns[0];
    }

    /** Joins the text of the columns and replaces one of them. */
    private String joined(CsvRecord row, int place, String instead) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            text.append(i > 0 ? " " : "").append(i == place ? instead : Blanks.strip(CsvFile.cell(row, columns[i])));
        }
        return text.toString();
    }

    /** Refuses a cell such as 00:00-01:00 beside a day, which ISO 8601 would read as a time and its offset. */
    private void requireClear(CsvRecord row) {
        for (int i = 1; iso && i < columns.length; i++) {
            String cell = CsvFile.cell(row, columns[i]);
            if (cell.indexOf(':') > 0 && cell.indexOf('-') > 0 && IntervalText.startBeforeHyphen(cell, false) != null) {
                throw new DateTimeException("can be an interval or a time with an offset: set timePattern(..) without"
                        + " an offset, as in \"yyyy-MM-dd HH:mm\", or with one, as in \"yyyy-MM-dd HH:mmxxx\"");
            }
        }
    }

    @Override
    @Nullable
    LocalDateTime local(CsvRecord row) {
        try {
            return inCalendar(reader.read(text(row, null))).local();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    boolean isWithoutTime(CsvRecord row) {
        return reader.isWithoutTime(CsvFile.cell(row, columns[0]));
    }

    /** Returns true for a name that begins with a digit, or that forms a valid time with one of the first days. */
    @Override
    boolean isLabel(String name) throws IOException {
        return !name.isEmpty() && (Character.isDigit(name.charAt(0)) || ofName(name) != null);
    }

    /** Returns the time that the name of a column forms with one of the first days; null when it forms none. */
    private @Nullable WrittenTime ofName(String name) throws IOException {
        String time = marked < 0
                ? name
                : name.substring(0, name.length() - suffix(name).length()).strip();
        for (CsvRecord row : file.peek(COMPARED)) {
            WrittenTime read = readOrNull(text(row, time)); // null for a row that may have no day
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    private @Nullable WrittenTime readOrNull(String time) {
        try {
            return reader.read(time);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    void setLabels(List<String> labels) throws IOException {
        List<LocalTime> times = new ArrayList<>();
        boolean all = true; // whether each label has a time of day
        for (String label : labels) {
            requireStart(label);
            WrittenTime time = ofName(label);
            all &= time != null && time.time() != null && !time.endOfDay();
            times.add(time == null || time.time() == null ? LocalTime.MIDNIGHT : time.time());
        }
        int next = all && dayStart == null ? behindMidnight(times) : 0;
        if (next > 0) {
            boolean end = times.subList(next, times.size()).stream().allMatch(LocalTime.MIDNIGHT::equals);
            boolean later = end || !times.get(0).isAfter(LocalTime.NOON);
            List<String> shifted = later ? labels.subList(next, labels.size()) : labels.subList(0, next);
            shifts = shifted.stream().distinct().collect(Collectors.toMap(label -> label, label -> later ? 1 : -1));
            endOfDay |= end;
        }
    }

    private void requireStart(String label) {
        if (!IntervalText.startOfName(label).equals(label)) {
            try {
                reader.requireStarts();
            } catch (DateTimeException e) {
                throw new CsvFormatException(
                        file.name() + ": the name of the column '" + label + "' " + e.getMessage(), e, file.name());
            }
        }
    }

    /**
     * Returns the index of the first column behind midnight in rows that do not begin there: 00:00 behind 23:30, or the
     * night of a gas day. Returns 0 when there is none. Such columns have times before the first one, which increase.
     */
    private static int behindMidnight(List<LocalTime> times) {
        LocalTime first = times.get(0);
        int next = 0;
        while (next < times.size() && !times.get(next).isBefore(first)) {
            next++;
        }
        boolean found = next < times.size()
                && times.get(next - 1).isAfter(times.get(next))
                && !times.get(times.size() - 1).isBefore(times.get(next))
                && times.subList(next, times.size()).stream().allMatch(first::isAfter);
        return found ? next : 0;
    }
}
