package io.holcstore.internal.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.files.time.TimeText;
import io.holcstore.key.Axis;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.SeriesHistory.Superseded;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Writes histories as the files of a zip: a row for each point of each version, with the times of the version. */
public final class HistoryRows {
    private final TimeText times;
    private final NumberText numbers;
    private final SummaryZip zip;
    private long points;
    private long first;
    private long last;

    /** Begins the table of the files. */
    public HistoryRows(VersionedStore store, SummaryZip zip, CsvStyle style) {
        this.times = style.timeText();
        this.numbers = style.numberText();
        this.zip = zip;
        String[] axes = store.axes().stream().map(Axis::name).toArray(String[]::new);
        zip.summarize("file", axes, CsvNames.NEXT_NUMBER, CsvNames.HISTORY_SINCE, "start", "end", "count");
    }

    /** Returns a style with local times of the zone of a store. */
    public static CsvStyle style(VersionedStore store) {
        return CsvStyle.in(store.zone());
    }

    /** Adds the history of a key. */
    public void add(SeriesHistory history) throws IOException {
        points = 0;
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
        zip.add(history.key(), csv -> {
            write(csv, history);
            return points;
        });
        zip.summarizeFile(
                history.key(),
                Integer.toString(history.nextNumber()),
                history.since().map(Instant::toString).orElse(""),
                times.of(first),
                times.of(last),
                Long.toString(points));
    }

    private void write(CsvWriter csv, SeriesHistory history) {
        csv.writeRecord(
                CsvNames.NUMBER,
                CsvNames.CREATED_AT,
                CsvNames.MODIFIED_AT,
                CsvNames.SUPERSEDED_AT,
                CsvNames.TIME,
                CsvNames.VALUE);
        for (Superseded each : history.superseded()) {
            write(csv, each.version(), each.at().toString());
        }
        List<Version> versions = history.versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            write(csv, versions.get(i), "");
        }
    }

    private void write(CsvWriter csv, Version version, String supersededAt) {
        Series series = version.series();
        String[] row = new String[6];
        row[0] = Integer.toString(version.number());
        row[1] = version.createdAt().toString();
        row[2] = version.modifiedAt().toString();
        row[3] = supersededAt;
        for (int i = 0; i < series.size(); i++) {
            double value = series.valueAt(i);
            row[4] = times.of(series.epochMillisAt(i));
            row[5] = Double.isNaN(value) ? "" : numbers.of(value);
            csv.writeRecord(row);
        }
        points += series.size();
        first = Math.min(first, series.epochMillisAt(0));
        last = Math.max(last, series.epochMillisAt(series.size() - 1));
    }
}
