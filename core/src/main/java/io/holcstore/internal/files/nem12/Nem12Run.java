package io.holcstore.internal.files.nem12;

import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.ReadValue;
import io.holcstore.internal.files.WaitingSeries;
import io.holcstore.internal.files.csv.CsvFormat;
import io.holcstore.internal.files.csv.CsvSources;
import io.holcstore.internal.files.csv.LinePlaces;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a NEM12 file once. */
public final class Nem12Run {
    private static final int VALUES_AT_ONCE = 1 << 21;
    private static final int RECORDS_PER_UPDATE = 1 << 8;

    final Nem12Settings settings;
    final Nem12Settings.Keys keys;
    final ImportTally tally;
    final WaitingSeries series;

    /** The channel and unit of each series, so that values of two channels are never mixed. */
    final Map<SeriesKey, List<String>> channels = new HashMap<>();

    private Nem12Run(
            Nem12Settings settings,
            SeriesStore store,
            Nem12Settings.Keys keys,
            WaitingSeries.Target target,
            boolean collects,
            int limit) {
        this.settings = settings;
        this.keys = keys;
        this.tally = new ImportTally(collects);
        this.series = new WaitingSeries(store, new LinePlaces(store), target, tally, true, limit);
        series.seen(false); // intervals are shorter than days
    }

    /** Creates a run that ends at the first problem. */
    public static Nem12Run into(
            Nem12Settings settings, SeriesStore store, Nem12Settings.Keys keys, WaitingSeries.Target target) {
        return new Nem12Run(settings, store, keys, target, false, 0);
    }

    /** Creates a run that collects problems, and stores nothing. */
    public static Nem12Run check(Nem12Settings settings, SeriesStore store, Nem12Settings.Keys keys) {
        return new Nem12Run(settings, store, keys, store::check, true, 0);
    }

    /** Creates a run that keeps the first values and then ends. It stores nothing. */
    public static Nem12Run preview(Nem12Settings settings, SeriesStore store, Nem12Settings.Keys keys, int values) {
        return new Nem12Run(settings, store, keys, store::check, true, values);
    }

    /** Reads the file. */
    public ImportTally read() throws IOException {
        CsvFormat format = CsvFormat.DEFAULT.withSeparator(',').withoutHeader();
        CsvSources.forEach(settings.path(), format, series, tally, (file, source) -> new Nem12File(this, file).read());
        series.flush(true);
        settings.progress().update(tally.rows);
        tally.series = series.count();
        return tally;
    }

    /** Counts a day, and merges the waiting values when there are enough of them. */
    void dayRead() {
        if (++tally.rows % RECORDS_PER_UPDATE == 0) {
            settings.progress().update(tally.rows);
        }
        if (series.waiting() >= VALUES_AT_ONCE) {
            series.flush(false);
        }
    }

    /** Returns the first values, for a preview. */
    public List<ReadValue> values() {
        return series.first();
    }
}
