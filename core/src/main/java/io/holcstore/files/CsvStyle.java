package io.holcstore.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.FormulaCells;
import io.holcstore.internal.files.NumberText;
import io.holcstore.internal.files.TimeText;
import io.holcstore.key.SeriesKey;
import java.io.Writer;
import java.time.ZoneId;

/**
 * How a CSV file is to be written.
 *
 * @param decimals how many a number has, -1 for all
 * @param escapes whether texts are written as {@link FormulaCells}
 */
record CsvStyle(ZoneId zone, char separator, char decimal, int decimals, boolean escapes) {
    static final int MOST_DECIMALS = 30;

    static CsvStyle in(ZoneId zone) {
        return new CsvStyle(zone, ';', '.', -1, false);
    }

    CsvStyle withZone(ZoneId id) {
        return new CsvStyle(id, separator, decimal, decimals, escapes);
    }

    CsvStyle withSeparator(char character) {
        return new CsvStyle(zone, Checks.separator(character), decimal, decimals, escapes);
    }

    CsvStyle withDecimal(char mark) {
        return new CsvStyle(zone, separator, Checks.decimal(mark), decimals, escapes);
    }

    CsvStyle withDecimals(int count) {
        if (count < 0 || count > MOST_DECIMALS) {
            throw new IllegalArgumentException(count + " decimals cannot be written; 0 to " + MOST_DECIMALS + " can");
        }
        return new CsvStyle(zone, separator, decimal, count, escapes);
    }

    CsvStyle withEscapes() {
        return new CsvStyle(zone, separator, decimal, decimals, true);
    }

    /** A text as a cell. */
    String cell(String text) {
        return escapes ? FormulaCells.escape(text) : text;
    }

    /** The values of a key as cells. */
    String[] cells(SeriesKey key) {
        String[] cells = new String[key.size()];
        for (int i = 0; i < cells.length; i++) {
            String text = KeyText.of(key, i);
            cells[i] = key.value(i) instanceof String ? cell(text) : text;
        }
        return cells;
    }

    CsvWriter csv(Writer writer) {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .commentCharacter(separator == '#' ? '%' : '#') // which no separator may be
                .lineDelimiter(LineDelimiter.LF)
                .build(writer);
    }

    TimeText timeText() {
        return new TimeText(zone);
    }

    NumberText numberText() {
        return new NumberText(decimal, decimals);
    }
}
