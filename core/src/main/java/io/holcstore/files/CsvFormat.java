package io.holcstore.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.FormulaCells;
import java.nio.charset.Charset;

/**
 * How a CSV file to read is written.
 *
 * @param header whether its first line names the columns
 * @param escaped whether texts are those of {@link FormulaCells}
 */
record CsvFormat(Charset charset, char separator, boolean header, boolean escaped) {
    static final CsvFormat DEFAULT = new CsvFormat(UTF_8, ';', true, false);

    CsvFormat withCharset(Charset set) {
        return new CsvFormat(set, separator, header, escaped);
    }

    CsvFormat withSeparator(char character) {
        return new CsvFormat(charset, Checks.separator(character), header, escaped);
    }

    CsvFormat withHeader(boolean has) {
        return new CsvFormat(charset, separator, has, escaped);
    }

    CsvFormat withEscaped() {
        return new CsvFormat(charset, separator, header, true);
    }
}
