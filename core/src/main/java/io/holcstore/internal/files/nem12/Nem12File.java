package io.holcstore.internal.files.nem12;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.StoreException;
import io.holcstore.internal.files.SeriesBuffer;
import io.holcstore.internal.files.csv.CsvFile;
import io.holcstore.key.SeriesKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file in their order. */
final class Nem12File {
    private static final Set<String> LENGTHS = Set.of("5", "15", "30"); // in minutes
    private static final int NMI = 1;
    private static final int SUFFIX = 4;
    private static final int UNIT = 7;
    private static final int LENGTH = 8;

    private final Nem12Run run;
    private final CsvFile file;
    private boolean any;
    private boolean begun; // after a record of kind 100, until a record of kind 900
    private long line;

    // the last record of kind 200
    private boolean hasChannel;
    private @Nullable Nem12Channel channel; // null when it cannot be read
    private @Nullable SeriesBuffer buffer; // null when it is left out
    private int power;

    // the last record of kind 300
    private boolean detailsMayFollow;
    private @Nullable Nem12Day day; // null when it cannot be read

    Nem12File(Nem12Run run, CsvFile file) {
        this.run = run;
        this.file = file;
    }

    void read() throws IOException {
        CsvRecord row = file.next();
        for (; row != null && !run.series.isFull(); row = file.next()) {
            CsvRecord record = row;
            String kind = text(record, 0);
            line = file.line(record);
            if (!kind.equals("400")) {
                guarded(this::endDay);
            }
            if (!run.series.isFull()) {
                guarded(() -> read(kind, record));
            }
        }
        guarded(this::endDay);
        if (row == null && (begun || !any)) {
            run.tally.problem(new CsvFormatException(
                    file.name()
                            + (any
                                    ? ", line " + line
                                            + ": the file ends without a record of kind 900, so it is cut off;"
                                            + " get the file again"
                                    : " is empty"),
                    null,
                    file.name(),
                    any ? line : null,
                    null,
                    null));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (CsvFormatException | ConflictingValuesException e) {
            run.tally.problem(e);
        }
    }

    private void read(String kind, CsvRecord row) {
        any = true;
        if (kind.equals("100")) {
            begin(row);
            return;
        }
        if (!begun) {
            begun = true; // so that it is reported once
            run.tally.problem(file.error(row, 0, "is not behind a record of kind 100, with which a file begins", null));
        }
        detailsMayFollow &= kind.equals("400");
        switch (kind) {
            case "200" -> readChannel(row);
            case "300" -> readDay(row);
            case "400" -> readDetails(row);
            case "500" -> {} // readings of registers
            case "900" -> begun = false;
            default -> throw file.error(row, 0, "is not a kind of records: 100, 200, 300, 400, 500 and 900 are", null);
        }
    }

    private void begin(CsvRecord row) {
        boolean inside = begun;
        begun = true;
        hasChannel = false;
        detailsMayFollow = false;
        if (inside) {
            throw file.error(row, 0, "comes before the record of kind 900 that ends what is above", null);
        }
        if (!text(row, 1).equals("NEM12")) {
            throw file.error(row, 1, "is not NEM12, the only version that can be read", null);
        }
    }

    private void readChannel(CsvRecord row) {
        hasChannel = true;
        channel = null;
        buffer = null;
        requireFields(row, LENGTH + 1, "the length of intervals");
        for (int column : new int[] {NMI, SUFFIX, UNIT}) {
            if (text(row, column).isEmpty()) {
                throw file.error(row, column, "is empty; an NMI, its suffix and the unit are needed", null);
            }
        }
        if (!LENGTHS.contains(text(row, LENGTH))) {
            throw file.error(row, LENGTH, "is not the length of an interval: 5, 15 or 30 minutes", null);
        }
        Nem12Channel read = new Nem12Channel(
                text(row, NMI),
                text(row, 2),
                text(row, 3),
                text(row, SUFFIX),
                text(row, 5),
                text(row, 6),
                text(row, UNIT),
                Integer.parseInt(text(row, LENGTH)));
        SeriesKey key = key(row, read);
        if (key != null) {
            try {
                power = run.settings.units().power(read.unit());
            } catch (IllegalArgumentException e) {
                throw file.error(row, UNIT, e.getMessage(), e);
            }
            requireSame(row, key, read);
            buffer = run.series.of(key);
        }
        channel = read;
    }

    private @Nullable SeriesKey key(CsvRecord row, Nem12Channel read) {
        try {
            return run.keys.apply(read);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw file.error(row, "the function for the key failed: " + e, e);
        }
    }

    /** Refuses two channels, or two units, under one key: later values would replace values of another kind. */
    private void requireSame(CsvRecord row, SeriesKey key, Nem12Channel read) {
        String unit = run.settings.units().unitOf(read.unit());
        List<String> now = unit == null ? List.of(read.nmi(), read.suffix()) : List.of(read.nmi(), read.suffix(), unit);
        List<String> before = run.channels.putIfAbsent(key, now);
        if (before != null && !before.equals(now)) {
            throw file.error(
                    row,
                    "the key " + key + " is that of " + String.join(" ", before) + " and of " + String.join(" ", now)
                            + (before.subList(0, 2).equals(now.subList(0, 2))
                                    ? "; units(..) converts values to one unit"
                                    : "; give each suffix of an NMI a key of its own, or null to leave it out"),
                    null);
        }
    }

    private void readDay(CsvRecord row) {
        detailsMayFollow = true;
        if (!hasChannel) {
            throw file.error(
                    row, 0, "comes before the first record of kind 200, which says whose values these are", null);
        }
        Nem12Channel of = channel;
        if (of == null) {
            return;
        }
        requireFields(
                row, of.intervals() + 3, of.intervals() + " values of " + of.minutes() + " minutes and their quality");
        day = new Nem12Day(file, row, of, buffer, power);
    }

    private void readDetails(CsvRecord row) {
        if (!detailsMayFollow) {
            throw file.error(row, 0, "does not follow a record of kind 300", null);
        }
        if (day != null) {
            requireFields(row, 4, "the first and last interval and their quality");
            day.readDetails(row);
        }
    }

    private void endDay() {
        Nem12Day read = day;
        if (read != null) {
            day = null;
            read.addTo(run);
            run.dayRead();
        }
    }

    private void requireFields(CsvRecord row, int fewest, String last) {
        if (row.getFieldCount() < fewest) {
            throw file.error(
                    row,
                    "a record of kind " + text(row, 0) + " with " + row.getFieldCount() + " fields; it has " + fewest
                            + " or more, up to " + last + "; is the line cut off?",
                    null);
        }
    }

    static String text(CsvRecord row, int column) {
        return CsvFile.cell(row, column).strip();
    }
}
