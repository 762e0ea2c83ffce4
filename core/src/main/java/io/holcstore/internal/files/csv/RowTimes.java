package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.time.IntervalEnd;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.files.time.WrittenTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Returns the time of each row of a file: from its text in one or more columns, from a period of a day, or from a
 * function.
 */
abstract class RowTimes {
    /** The instant before the first row. */
    static final long NONE = Long.MIN_VALUE;

    private static final int COMPARED = 8; // pairs of rows with different times
    private static final int LOOKED_AT = 1 << 12; // rows to find the order

    final CsvFile file;
    final TimeReader reader;
    boolean onlyDays = true; // until a time has a time of day
    boolean endOfDay; // whether a time was 24:00

    private RowTimes(CsvFile file, TimeReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Returns the times of a file for a description of its columns. */
    static RowTimes of(TimeColumns columns, TimeRules rules, @Nullable IntervalEnd end, CsvFile file)
            throws IOException {
        RowTimes times = of(columns, rules, end, file, false);
        return rules.repeated() == Repeats.IN_ORDER && !columns.inNames() && times.goesBack()
                ? of(columns, rules, end, file, true)
                : times;
    }

    private static RowTimes of(
            TimeColumns columns, TimeRules rules, @Nullable IntervalEnd end, CsvFile file, boolean newestFirst) {
        TimeReader reader = new TimeReader(rules, end, newestFirst);
        RowFunction<Instant> function = columns.function();
        if (function != null) {
            return new Computed(file, reader, function);
        }
        Duration length = columns.length();
        return length != null ? new Periods(file, reader, columns, length) : new Texts(file, reader, columns, rules);
    }

    /**
     * Returns the instant of a row, or of one of its cells.
     *
     * @param label the name of the cell's column when a row has many times, or null when it has one
     * @param before the instant of the previous row, {@link #NONE} at the first
     * @return the instant, {@link TimeReader#DROPPED} or {@link TimeReader#LEFT_OUT}
     * @throws CsvFormatException when the row has no valid time
     */
    abstract long instant(CsvRecord row, @Nullable String label, long before);

    /** Returns the local time of a row; null when it cannot be read. */
    @Nullable
    LocalDateTime local(CsvRecord row) {
        return null;
    }

    /** Returns whether a row intentionally has no time. */
    boolean isWithoutTime(CsvRecord row) {
        return false;
    }

    /** Returns whether the name of a column is a time of the day, or of a period. */
    boolean isLabel(String name) throws IOException {
        return false;
    }

    final WrittenTime read(String text) {
        WrittenTime time = reader.read(text);
        onlyDays &= time.time() == null;
        endOfDay |= time.endOfDay();
        return time;
    }

    /** Returns whether the times of the first rows decrease. */
    private boolean goesBack() throws IOException {
        int forth = 0;
        int back = 0;
        for (int rows = COMPARED + 1; rows <= LOOKED_AT && forth + back < COMPARED; rows *= 2) {
            forth = 0;
            back = 0;
            LocalDateTime before = null;
            int size = 0;
            for (CsvRecord row : file.peek(rows)) {
                LocalDateTime time = local(row);
                if (time != null && before != null) {
                    forth += time.isAfter(before) ? 1 : 0;
                    back += time.isBefore(before) ? 1 : 0;
                }
                before = time != null ? time : before;
                size++;
            }
            if (size < rows) {
                break; // the end of the file
            }
        }
        return back > forth;
    }

    /** Reads times as text, from columns that are joined by a blank. */
    private static final class Texts extends RowTimes {
        private final int[] columns;
        private final Map<String, Repeats> marks;
        private final int mark; // the column that decides between two possible times, or -1
        private final int marked; // the position of that column among those of the time, or -1

        Texts(CsvFile file, TimeReader reader, TimeColumns asked, TimeRules rules) {
            super(file, reader);
            this.columns = asked.columns().stream().mapToInt(file::find).toArray();
            this.marks = rules.flags();
            this.mark = asked.mark() == null ? -1 : file.find(asked.mark());
            int found = -1;
            for (int i = 0; i < columns.length; i++) {
                found = columns[i] == mark ? i : found;
            }
            this.marked = found;
        }

        @Override
        long instant(CsvRecord row, @Nullable String label, long before) {
            try {
                if (mark < 0) {
                    return reader.instant(read(text(row, label)), before, null);
                }
                if (marked < 0) {
                    Repeats which = marks.get(CsvFile.cell(row, mark).strip());
                    return reader.instant(read(text(row, label)), before, which);
                }
                return marked(row, label, before);
            } catch (DateTimeException e) {
                throw file.error(row, columns[0], text(row, label), e.getMessage(), e);
            }
        }

        /** Handles a mark at the end of the time: 02:15A. */
        private long marked(CsvRecord row, @Nullable String label, long before) {
            String cell =
                    label != null ? label : CsvFile.cell(row, columns[marked]).strip();
            String suffix = "";
            for (String each : marks.keySet()) {
                suffix = cell.endsWith(each) && each.length() > suffix.length() ? each : suffix;
            }
            String time = cell.substring(0, cell.length() - suffix.length()).strip();
            String text = label != null ? text(row, time) : joined(row, marked, time);
            return reader.instant(read(text), before, marks.get(suffix));
        }

        private String text(CsvRecord row, @Nullable String label) {
            if (columns.length == 1 && label == null) {
                return CsvFile.cell(row, columns[0]);
            }
            String text = joined(row, -1, "");
            return label == null ? text : text + ' ' + label;
        }

        /** Joins the text of the columns and replaces one of them. */
        private String joined(CsvRecord row, int place, String instead) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                text.append(i > 0 ? " " : "")
                        .append(
                                i == place
                                        ? instead
                                        : CsvFile.cell(row, columns[i]).strip());
            }
            return text.toString();
        }

        @Override
        @Nullable
        LocalDateTime local(CsvRecord row) {
            try {
                return reader.read(text(row, null)).local();
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
            return !name.isEmpty()
                    && (Character.isDigit(name.charAt(0))
                            || file.peek(COMPARED).stream().anyMatch(row -> reads(row, name)));
        }

        private boolean reads(CsvRecord row, String label) {
            try {
                reader.read(text(row, label));
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    /** Reads periods of one length, counted from 1 through the local day. */
    private static final class Periods extends RowTimes {
        private final Texts days;
        private final int number; // its column, or -1 when the names of columns contain it
        private final Duration length;

        Periods(CsvFile file, TimeReader reader, TimeColumns asked, Duration length) {
            super(file, reader);
            this.days = new Texts(file, reader, asked, TimeRules.DEFAULT);
            this.number = asked.number() == null ? -1 : file.find(asked.number());
            this.length = length;
            onlyDays = false;
        }

        @Override
        long instant(CsvRecord row, @Nullable String label, long before) {
            LocalDate day = day(row);
            String text = (label != null ? label : CsvFile.cell(row, number)).strip();
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
                throw file.error(row, label != null ? days.columns[0] : number, text, e.getMessage(), e);
            }
        }

        private LocalDate day(CsvRecord row) {
            try {
                WrittenTime time = reader.read(days.text(row, null));
                return time.local().toLocalDate();
            } catch (DateTimeException e) {
                throw file.error(row, days.columns[0], days.text(row, null), e.getMessage(), e);
            }
        }

        private long instant(LocalDate day, int period) {
            long start = reader.startOf(day);
            if (start == TimeReader.DROPPED) {
                return start;
            }
            long end = TimeReader.millis(
                    day.plusDays(1).atStartOfDay(reader.zone()).toInstant());
            long at = start + (period - 1) * length.toMillis();
            if (period < 1 || at >= end) {
                throw new DateTimeException("is not a period of " + day + ", which has 1 to "
                        + (end - start + length.toMillis() - 1) / length.toMillis() + " of " + length + " in "
                        + reader.zone());
            }
            return at;
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
    }

    /** Returns times that a function of the caller computes. */
    private static final class Computed extends RowTimes {
        private final RowFunction<Instant> function;

        Computed(CsvFile file, TimeReader reader, RowFunction<Instant> function) {
            super(file, reader);
            this.function = Objects.requireNonNull(function);
            onlyDays = false;
        }

        @Override
        long instant(CsvRecord row, @Nullable String label, long before) {
            Instant made = function.apply(file, row);
            try {
                return made == null ? TimeReader.LEFT_OUT : reader.instant(made);
            } catch (DateTimeException e) {
                throw file.error(row, made + ", the result of time(..), " + e.getMessage(), e);
            }
        }
    }

    /** Returns the columns of times, which cannot have another meaning. */
    static List<Integer> indexes(TimeColumns columns, CsvFile file) {
        return columns.all().stream().map(file::find).toList();
    }
}
