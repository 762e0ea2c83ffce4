package io.holcstore.files;

import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.ReadValue;
import io.holcstore.key.SeriesKey;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The first values of a file or a query, as an import would read them. {@link #toString} is a table of them, for people
 * who look whether times and keys are right.
 *
 * @param unit what positions count: {@code line} in text files, {@code row} in Parquet files and queries
 * @param values the first values, in the order of their rows
 * @param problems what is wrong with the rows read so far
 * @param hints settings that the file may need though it can be read without them, and why no value was read
 */
public record ImportPreview(String unit, List<Value> values, List<String> problems, List<String> hints) {
    /**
     * A value of a row.
     *
     * @param file the name of the file; {@code query} for a row of a query
     * @param line the line where the row begins, or the number of the row, counted from 1
     * @param key its series
     * @param instant its time
     * @param local its time in the zone of the store
     * @param value the value
     */
    public record Value(String file, long line, SeriesKey key, Instant instant, ZonedDateTime local, double value) {}

    static ImportPreview of(String unit, List<ReadValue> read, ImportTally tally, ZoneId zone) {
        List<Value> values = read.stream()
                .map(each -> {
                    Instant instant = Instant.ofEpochMilli(each.epochMillis());
                    return new Value(each.file(), each.line(), each.key(), instant, instant.atZone(zone), each.value());
                })
                .toList();
        return new ImportPreview(unit, values, tally.problems(), tally.hints());
    }

    /** Returns a line for each value, then the problems and hints. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Value each : values) {
            text.append(unit)
                    .append(' ')
                    .append(each.line())
                    .append(": ")
                    .append(each.key())
                    .append(", ")
                    .append(each.instant())
                    .append(" (")
                    .append(each.local())
                    .append("), ")
                    .append(each.value())
                    .append('\n');
        }
        problems.forEach(problem -> text.append("problem: ").append(problem).append('\n'));
        hints.forEach(hint -> text.append("hint: ").append(hint).append('\n'));
        return text.toString();
    }
}
