package io.holcstore.internal.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.holcstore.internal.files.time.TimeText;
import io.holcstore.key.SeriesKey;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The format of a CSV file to write.
 *
 * @param pattern the pattern of times, or null for ISO 8601 with their offset
 * @param decimals the number of decimals of each number, or -1 for as many as necessary
 * @param escapes whether texts are written as {@link FormulaCells}
 */
public record CsvStyle(
        ZoneId zone, @Nullable DateTimeFormatter pattern, char separator, char decimal, int decimals, boolean escapes) {
    static final int MOST_DECIMALS = 30;

    public static CsvStyle in(ZoneId zone) {
        return new CsvStyle(zone, null, ';', '.', -1, false);
    }

    public CsvStyle withZone(ZoneId id) {
        return new CsvStyle(id, pattern, separator, decimal, decimals, escapes);
    }

    public CsvStyle withPattern(String written, Locale locale) {
        return new CsvStyle(zone, TimeText.formatter(written, locale), separator, decimal, decimals, escapes);
    }

    public CsvStyle withSeparator(char character) {
        return new CsvStyle(zone, pattern, Checks.separator(character), decimal, decimals, escapes);
    }

    public CsvStyle withDecimal(char mark) {
        return new CsvStyle(zone, pattern, separator, Checks.decimal(mark), decimals, escapes);
    }

    public CsvStyle withDecimals(int count) {
        if (count < 0 || count > MOST_DECIMALS) {
            throw new IllegalArgumentException(count + " decimals cannot be written; use 0 to " + MOST_DECIMALS);
        }
        return new CsvStyle(zone, pattern, separator, decimal, count, escapes);
    }

    public CsvStyle withEscapes() {
        return new CsvStyle(zone, pattern, separator, decimal, decimals, true);
    }

    /** Returns a text as a cell. */
    public String cell(String text) {
        return escapes ? FormulaCells.escape(text) : text;
    }

    /** Returns the values of a key as cells. */
    public String[] cells(SeriesKey key) {
        String[] cells = new String[key.size()];
        for (int i = 0; i < cells.length; i++) {
            String text = KeyText.of(key, i);
            cells[i] = key.value(i) instanceof String ? cell(text) : text;
        }
        return cells;
    }

    public CsvWriter csv(Writer writer) {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .commentCharacter(separator == '#' ? '%' : '#') // must differ from the separator
                .lineDelimiter(LineDelimiter.LF)
                .build(writer);
    }

    public TimeText timeText() {
        return new TimeText(zone, pattern);
    }

    public NumberText numberText() {
        return new NumberText(decimal, decimals);
    }
}
