package io.holcstore.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.nem12.Nem12Run;
import io.holcstore.internal.files.nem12.Nem12Settings;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads series from a NEM12 file, the meter data file of the Australian electricity market. It may be plain, gzipped or
 * in a zip:
 *
 * <pre>{@code
 * Nem12Import.read(path).into(store, record -> store.key(record.nmi(), record.suffix()));
 * }</pre>
 *
 * <p><b>Series.</b> A record of kind 200 begins the days of one channel. The function makes its key; null leaves the
 * channel out. Two channels, or two units of one, cannot have the same key.
 *
 * <p><b>Times</b> are those of the market, UTC+10 all year, whatever the zone of the store is. A value gets the start
 * of its interval, of 5, 15 or 30 minutes.
 *
 * <p><b>Values</b> stay as they are written, unless {@link #units} converts them. Of several values of a series for one
 * instant, that of the latest UpdateDateTime counts. Intervals of quality N do not have data: they are gaps, which keep
 * what is stored. {@link #quality} reads values of some qualities only.
 *
 * <p><b>Report.</b> {@link ImportReport#rows} counts records of kind 300, and {@link ImportReport#filtered} counts
 * values: those of channels that are left out, and those of other qualities. Records of kind 500 do not count.
 *
 * <p><b>All or nothing.</b> An import is one transaction. A file that ends without a record of kind 900 is refused, and
 * so is a record with too few fields. Errors name the file, the line and the column. {@link #check} and
 * {@link #preview} do the same as those of {@link CsvImport}.
 *
 * <p><b>Cost.</b> The import reads the file once. Up to two million values wait in memory, 32 bytes each; then the
 * import merges them. In longer files, it refuses a later record for days of a series that are already merged.
 *
 * <p>Immutable and thread-safe. Each method returns a new description.
 */
public final class Nem12Import {
    private final Nem12Settings settings;

    private Nem12Import(Nem12Settings settings) {
        this.settings = settings;
    }

    /** Describes an import of a file. {@link #into}, {@link #check} and {@link #preview} open the file. */
    public static Nem12Import read(Path path) {
        return new Nem12Import(Nem12Settings.of(Objects.requireNonNull(path, "path")));
    }

    /**
     * Converts values to these units, one for each quantity: {@code units("kWh", "kVArh")}. A channel of another
     * quantity that is not left out is then an error. By default, the units of the file do not matter.
     *
     * @throws IllegalArgumentException for an unknown unit, and for two units of one quantity
     */
    public Nem12Import units(String unit, String... more) {
        return new Nem12Import(settings.withUnits(Checks.all(unit, more)));
    }

    /**
     * Reads only values of these qualities. {@code A} is any actual value, and {@code S14} a substituted value of that
     * method. A later value that is left out still replaces an earlier one.
     *
     * @throws IllegalArgumentException for a text that is not the quality of a value
     */
    public Nem12Import quality(String flag, String... more) {
        return new Nem12Import(settings.withQualities(Checks.all(flag, more)));
    }

    /** Reports how many records of kind 300 have been read. */
    public Nem12Import onProgress(Progress listener) {
        return new Nem12Import(settings.withProgress(Objects.requireNonNull(listener, "progress")));
    }

    /**
     * Merges the values of the file, as one transaction.
     *
     * @throws CsvFormatException when the file is not a whole NEM12 file
     * @throws ConflictingValuesException when a series has two values for one instant and one UpdateDateTime
     * @throws OffGridException when times lie off the grid of the store
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport into(SeriesStore store, Function<? super Nem12Record, ? extends @Nullable SeriesKey> keys) {
        return FileRun.into(
                settings.path(), store, settings.progress(), target -> Nem12Run.into(settings, store, of(keys), target)
                        .read());
    }

    /**
     * Reads the whole file without using the database, and reports every problem instead of ending at the first one.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport check(SeriesStore store, Function<? super Nem12Record, ? extends @Nullable SeriesKey> keys) {
        return ImportReport.checked(read(Nem12Run.check(settings, store, of(keys))));
    }

    /**
     * Reads the first values without using the database, and shows their keys and times.
     *
     * @param values how many to read
     * @throws IllegalArgumentException unless there is at least one value
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportPreview preview(
            SeriesStore store, Function<? super Nem12Record, ? extends @Nullable SeriesKey> keys, int values) {
        Nem12Run run = Nem12Run.preview(settings, store, of(keys), Checks.buffer(values));
        ImportTally tally = read(run);
        return ImportPreview.of("line", run.values(), tally, store.zone());
    }

    private static Nem12Settings.Keys of(Function<? super Nem12Record, ? extends @Nullable SeriesKey> keys) {
        Objects.requireNonNull(keys, "keys");
        return channel -> keys.apply(Nem12Record.of(channel));
    }

    private ImportTally read(Nem12Run run) {
        return FileRun.read(settings.path(), settings.progress(), run::read);
    }
}
