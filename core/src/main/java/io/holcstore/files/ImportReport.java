package io.holcstore.files;

import io.holcstore.store.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a file held, and what became of it.
 *
 * @param rows rows read, without the header
 * @param series series that have a value in the file
 * @param values values read; one that stands there twice counts twice, and one off the grid counts as well
 * @param missing cells without a value
 * @param dropped what is left out: rows whose local time never was, where {@link SkippedHour#DROP} says so, and values
 *     off the grid of a store that {@linkplain io.holcstore.store.OffGrid#DROP drops} them
 * @param repeated values that stand there again, of the same series and instant, and the same; they are stored once
 * @param first the time of the earliest value
 * @param last the time of the latest value
 * @param problems what is wrong with the file, of a check; the first hundred, and how many more there are
 * @param written what was stored; nothing, of a check
 */
public record ImportReport(
        long rows,
        long series,
        long values,
        long missing,
        long dropped,
        long repeated,
        Optional<Instant> first,
        Optional<Instant> last,
        List<String> problems,
        WriteResult written) {}
