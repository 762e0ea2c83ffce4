package io.holcstore.internal.files.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.FormulaCells;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format of a CSV file to read.
 *
 * @param charset the charset of a file without a byte order mark
 * @param header whether a line contains the names of the columns
 * @param escaped whether texts are escaped as in {@link FormulaCells}
 * @param skipLines how many lines precede the header, or the rows
 * @param headerNames columns that identify the line of the header; empty when it is the first line
 * @param skipRows how many rows after the header are ignored
 * @param comment the beginning of comments, or null when there are none
 */
public record CsvFormat(
        Charset charset,
        char separator,
        boolean header,
        boolean escaped,
        int skipLines,
        List<String> headerNames,
        int skipRows,
        @Nullable Character comment) {
    public static final CsvFormat DEFAULT = new CsvFormat(UTF_8, ';', true, false, 0, List.of(), 0, null);

    /** Returns the format of a table that accompanies CSV files, with texts that are not escaped. */
    CsvFormat plain() {
        return new CsvFormat(charset, separator, true, escaped, 0, List.of(), 0, null);
    }

    public CsvFormat withCharset(Charset set) {
        return new CsvFormat(set, separator, header, escaped, skipLines, headerNames, skipRows, comment);
    }

    public CsvFormat withSeparator(char character) {
        return new CsvFormat(
                charset, Checks.separator(character), header, escaped, skipLines, headerNames, skipRows, comment);
    }

    public CsvFormat withoutHeader() {
        return new CsvFormat(charset, separator, false, escaped, skipLines, List.of(), skipRows, comment);
    }

    public CsvFormat withHeader(List<String> names) {
        return new CsvFormat(charset, separator, true, escaped, skipLines, names, skipRows, comment);
    }

    public CsvFormat withEscaped() {
        return new CsvFormat(charset, separator, header, true, skipLines, headerNames, skipRows, comment);
    }

    public CsvFormat withSkipLines(int count) {
        int lines = Checks.count("skipLines", count);
        return new CsvFormat(charset, separator, header, escaped, lines, headerNames, skipRows, comment);
    }

    public CsvFormat withSkipRows(int count) {
        int rows = Checks.count("skipRows", count);
        return new CsvFormat(charset, separator, header, escaped, skipLines, headerNames, rows, comment);
    }

    public CsvFormat withComment(char character) {
        char begins = Checks.comment(character);
        return new CsvFormat(charset, separator, header, escaped, skipLines, headerNames, skipRows, begins);
    }
}
