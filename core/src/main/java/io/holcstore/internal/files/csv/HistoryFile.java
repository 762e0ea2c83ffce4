package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.CsvNames;
import io.holcstore.internal.files.KeyText;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.time.IsoTime;
import io.holcstore.internal.files.time.WrittenTime;
import io.holcstore.key.Axis;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.SeriesHistory.Superseded;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/** Reads the history of a key from a file that {@link io.holcstore.internal.files.HistoryRows} wrote. */
public final class HistoryFile {
    private static final List<String> OF_VERSION =
            List.of(CsvNames.NUMBER, CsvNames.CREATED_AT, CsvNames.MODIFIED_AT, CsvNames.SUPERSEDED_AT);

    private final CsvFile file;
    private final int[] ofVersion;
    private final int time;
    private final int value;
    private final NumberReader numbers = new NumberReader('.');
    private final LongArrayList times = new LongArrayList();
    private final DoubleArrayList values = new DoubleArrayList();
    private final List<Version> versions = new ArrayList<>();
    private final List<Superseded> superseded = new ArrayList<>();
    private long rows;

    private HistoryFile(CsvFile file) {
        this.file = file;
        this.ofVersion = OF_VERSION.stream().mapToInt(this::column).toArray();
        this.time = column(CsvNames.TIME);
        this.value = column(CsvNames.VALUE);
    }

    private int column(String name) {
        return file.find(CsvColumn.named(name));
    }

    /** Reads a history of a store with these axes. */
    public static SeriesHistory read(CsvSource source, VersionedStore store) throws IOException {
        CsvSource.Summary summary = source.summary();
        if (summary == null) {
            throw new CsvFormatException(
                    source.name() + " is not in a zip with " + CsvNames.SUMMARY
                            + ", which VersionZip.write writes and which has the keys",
                    null,
                    source.name());
        }
        Map<String, String> cells = new HashMap<>(summary.key());
        try (CsvFile csv = CsvFile.open(source, CsvFormat.DEFAULT)) {
            HistoryFile file = new HistoryFile(csv);
            file.readAll();
            if (file.rows != summary.count()) {
                throw new CsvFormatException(
                        summary.place() + ": " + source.name() + " must have " + summary.count() + " rows, but has "
                                + file.rows + "; get the zip again",
                        null,
                        source.name());
            }
            String next = cells.remove(CsvNames.NEXT_NUMBER);
            String since = cells.remove(CsvNames.HISTORY_SINCE);
            return file.history(store, summary.place(), cells, next, since);
        }
    }

    private SeriesHistory history(
            VersionedStore store,
            String place,
            Map<String, String> key,
            @Nullable String next,
            @Nullable String since) {
        try {
            if (next == null || since == null) {
                throw new IllegalArgumentException("there is no column " + CsvNames.NEXT_NUMBER + " or "
                        + CsvNames.HISTORY_SINCE + ", which VersionZip.write writes");
            }
            List<Axis<?>> axes = store.axes();
            Object[] parts = new Object[axes.size()];
            for (int i = 0; i < parts.length; i++) {
                String text = key.remove(axes.get(i).name());
                if (text == null) {
                    throw new IllegalArgumentException("there is no column of axis " + axes.get(i));
                }
                parts[i] = KeyText.parse(axes.get(i), text);
            }
            if (!key.isEmpty()) {
                throw new IllegalArgumentException(store.name() + " has no axis " + key.keySet());
            }
            return new SeriesHistory(
                    store.key(parts),
                    versions,
                    superseded,
                    Integer.parseInt(next),
                    since.isEmpty() ? Optional.empty() : Optional.of(instant(since)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CsvFormatException(
                    place + ", for " + file.name() + " and " + store.name() + ": " + e.getMessage(),
                    e,
                    store.name(),
                    null,
                    file.name(),
                    null,
                    null,
                    null);
        }
    }

    /** Reads all rows. Those of one version must be adjacent. */
    private void readAll() throws IOException {
        CsvRecord first = null;
        for (CsvRecord row = file.next(); row != null; row = file.next()) {
            file.requireWidth(row);
            if (first != null && !isOfSameVersion(first, row)) {
                add(first);
                first = null;
            }
            first = first == null ? row : first;
            times.add(millis(row));
            values.add(value(row));
            rows++;
        }
        if (first != null) {
            add(first);
        }
    }

    private boolean isOfSameVersion(CsvRecord a, CsvRecord b) {
        return IntStream.of(ofVersion).allMatch(column -> a.getField(column).equals(b.getField(column)));
    }

    private void add(CsvRecord first) {
        Series series;
        try {
            series = Series.wrap(times.toArray(), values.toArray());
        } catch (IllegalArgumentException e) {
            throw file.error(first, "the version that begins here: " + e.getMessage(), e);
        }
        Version version = new Version(number(first), time(first, 1), time(first, 2), series);
        if (first.getField(ofVersion[3]).isEmpty()) {
            versions.add(version);
        } else {
            superseded.add(new Superseded(version, time(first, 3)));
        }
        times.clear();
        values.clear();
    }

    private int number(CsvRecord row) {
        try {
            return Integer.parseInt(row.getField(ofVersion[0]));
        } catch (NumberFormatException e) {
            throw file.error(row, ofVersion[0], "is not the number of a version", e);
        }
    }

    private Instant time(CsvRecord row, int which) {
        return instant(row, ofVersion[which]);
    }

    private long millis(CsvRecord row) {
        return instant(row, time).toEpochMilli();
    }

    private Instant instant(CsvRecord row, int column) {
        try {
            return instant(row.getField(column));
        } catch (DateTimeException | ArithmeticException e) {
            throw file.error(row, column, "is not an instant: " + e.getMessage(), e);
        }
    }

    private static Instant instant(String text) {
        WrittenTime written = IsoTime.parse(text);
        ZoneOffset offset = written.offset();
        if (written.time() == null || offset == null) {
            throw new DateTimeException("an instant has a time of day and an offset");
        }
        return written.local().toInstant(offset);
    }

    private double value(CsvRecord row) {
        String text = row.getField(value);
        try {
            return text.isEmpty() ? Double.NaN : numbers.parse(text);
        } catch (IllegalArgumentException e) {
            throw file.error(row, value, e.getMessage(), e);
        }
    }
}
