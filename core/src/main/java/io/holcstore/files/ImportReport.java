package io.holcstore.files;

import io.holcstore.internal.files.ImportTally;
import io.holcstore.store.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an import has read from a file or a query, and what it did with it.
 *
 * @param rows rows read, without the header and skipped rows
 * @param series series that have a value
 * @param values values read; a value that occurs twice counts twice, and values that are dropped, moved or superseded
 *     count as well
 * @param missing cells without a value, or with NULL
 * @param dropped rows whose local time the clock skipped, where {@link SkippedHour#DROP} leaves them out, and values
 *     off the grid of a store that {@linkplain io.holcstore.store.OffGrid#DROP drops} them
 * @param moved values off the grid of a store that {@linkplain io.holcstore.store.OffGrid#NEAREST moves} them onto it
 * @param filtered rows left out by {@link CsvImport#where(String, String, String...)}, by functions that return null,
 *     by {@link CsvImport#ignoreRowsWithoutTime} and by {@link RowImport#skipStored}
 * @param superseded values for which there is a later one, by {@link CsvImport#latestBy} or {@link RowImport#lastWins}
 * @param repeated values that occur again, with the same series, instant and value; they are stored once
 * @param first the time of the earliest value
 * @param last the time of the latest value
 * @param problems what is wrong, from a check; the first hundred, and how many more there are
 * @param hints settings that the file may need though it can be read without them, and why no value was read
 * @param written what was stored; nothing, from a check
 */
public record ImportReport(
        long rows,
        long series,
        long values,
        long missing,
        long dropped,
        long moved,
        long filtered,
        long superseded,
        long repeated,
        Optional<Instant> first,
        Optional<Instant> last,
        List<String> problems,
        List<String> hints,
        WriteResult written) {
    /** Of an import that has moved values itself, so that those of one instant meet before they are merged. */
    static ImportReport stored(ImportTally tally, WriteResult written) {
        return of(
                tally,
                new WriteResult(
                        written.chunksInserted(),
                        written.chunksUpdated(),
                        written.chunksUnchanged(),
                        written.chunksDeleted(),
                        written.points(),
                        written.bytes(),
                        written.dropped(),
                        tally.moved));
    }

    /** Of a check. */
    static ImportReport checked(ImportTally tally) {
        return of(tally, new WriteResult(0, 0, 0, 0, 0, 0));
    }

    private static ImportReport of(ImportTally tally, WriteResult written) {
        boolean any = tally.values > 0;
        return new ImportReport(
                tally.rows,
                tally.series,
                tally.values,
                tally.missing,
                tally.dropped,
                tally.moved,
                tally.filtered,
                tally.superseded,
                tally.repeated,
                any ? Optional.of(Instant.ofEpochMilli(tally.first)) : Optional.empty(),
                any ? Optional.of(Instant.ofEpochMilli(tally.last)) : Optional.empty(),
                tally.problems(),
                tally.hints(),
                written);
    }
}
