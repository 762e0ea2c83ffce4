package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.FormulaCells;
import io.holcstore.internal.files.time.Blanks;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a file before its rows: the separator that a spreadsheet names ({@code sep=;}), lines to skip, and
 * a header that is identified by its columns. Quotation marks have no meaning in these lines.
 */
final class Preamble {
    /** Common separators, for messages. */
    static final List<Character> SEPARATORS = List.of(';', ',', '\t', '|');

    private static final String SEPARATOR_LINE = "sep=";
    private static final int LONGEST_LINE = 1 << 24;
    private static final int KEPT = 100; // lines for messages
    private static final int KEPT_LENGTH = 1 << 13;

    private final String file;
    private final CsvFormat asked;
    private final BufferedReader reader;
    private char separator;
    private List<String> header = List.of();
    private long lines;

    Preamble(String file, CsvFormat format, BufferedReader reader) {
        this.file = file;
        this.asked = format;
        this.separator = format.separator();
        this.reader = reader;
    }

    /** Reads up to the first line that is CSV. */
    void read() throws IOException {
        readSeparator();
        while (lines < asked.skipLines()) {
            if (line() == null) {
                throw new CsvFormatException(
                        file + " has " + lines + " lines, but skipLines(" + asked.skipLines() + ") requires more",
                        null,
                        file);
            }
        }
        if (!asked.headerNames().isEmpty()) {
            findHeader();
        }
    }

    private void readSeparator() throws IOException {
        char[] begin = new char[SEPARATOR_LINE.length() + 2];
        reader.mark(begin.length);
        int length = 0;
        for (int read = 0; read >= 0 && length < begin.length; length += Math.max(read, 0)) {
            read = reader.read(begin, length, begin.length - length);
        }
        reader.reset();
        if (length <= SEPARATOR_LINE.length()) {
            return;
        }
        char named = begin[SEPARATOR_LINE.length()];
        boolean ends = length < begin.length || begin[length - 1] == '\n' || begin[length - 1] == '\r';
        boolean names = new String(begin, 0, SEPARATOR_LINE.length()).equalsIgnoreCase(SEPARATOR_LINE);
        if (names && ends && named != '"' && named != '\n' && named != '\r') {
            separator = named;
            line();
        }
    }

    private void findHeader() throws IOException {
        Set<String> names = Set.copyOf(asked.headerNames());
        List<String> kept = new ArrayList<>();
        long before = lines;
        for (String line = line(); line != null; line = line()) {
            Character comment = asked.comment();
            if (comment == null || line.isEmpty() || line.charAt(0) != comment) {
                List<String> cells = cells(line, separator);
                if (has(cells, names)) {
                    header = cells;
                    return;
                }
            }
            if (kept.size() < KEPT) {
                kept.add(line.length() > KEPT_LENGTH ? line.substring(0, KEPT_LENGTH) : line);
            }
        }
        throw new CsvFormatException(
                file + " has no line with the columns " + asked.headerNames() + " among its " + lines + " lines"
                        + hint(before, kept, names),
                null,
                file);
    }

    private String hint(long before, List<String> kept, Set<String> names) {
        for (char other : SEPARATORS) {
            for (int i = 0; other != separator && i < kept.size(); i++) {
                if (has(cells(kept.get(i), other), names)) {
                    return "; line " + (before + i + 1)
                            + " has them when fields are separated by " + Checks.quoted(other) + ": separator("
                            + Checks.quoted(other) + ")";
                }
            }
        }
        for (int i = 0; i < kept.size(); i++) {
            if (has(cells(quoted(kept, i), separator), names)) {
                return "; those of line " + (before + i + 1) + " have a line break in a name, which header(..) does not"
                        + " find: skipLines(" + (before + i) + ")";
            }
        }
        return "; upper and lower case must match"
                + (kept.isEmpty() ? "" : ", and its first line is '" + CsvFile.shown(kept.get(0)) + "'");
    }

    /** Returns a line and those after it up to the end of its quoted texts; an empty text when it has no line break. */
    private static String quoted(List<String> lines, int from) {
        StringBuilder text = new StringBuilder(lines.get(from));
        for (int i = from + 1;
                i < lines.size() && text.chars().filter(c -> c == '"').count() % 2 > 0;
                i++) {
            text.append('\n').append(lines.get(i));
        }
        return text.length() > lines.get(from).length() ? text.toString() : "";
    }

    private static boolean has(List<String> cells, Set<String> names) {
        if (cells.size() < names.size()) {
            return false;
        }
        Set<String> found = new HashSet<>();
        for (String cell : cells) {
            found.add(cell);
            found.add(cell.strip());
            found.add(Blanks.plain(cell));
            found.add(CsvFile.oneLine(cell));
        }
        return found.containsAll(names);
    }

    /** Splits a line into fields; returns an empty list when it is not a valid row. */
    private List<String> cells(String line, char separatedBy) {
        try (CsvReader<CsvRecord> csv = CsvFile.csv(separatedBy).build(CsvFile.handler(), line)) {
            for (CsvRecord row : csv) {
                return row.getFields().stream()
                        .map(cell -> asked.escaped() ? FormulaCells.unescape(cell) : cell)
                        .toList();
            }
            return List.of();
        } catch (CsvParseException | IOException e) {
            return List.of();
        }
    }

    private @Nullable String line() throws IOException {
        StringBuilder text = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
            if (text.length() == LONGEST_LINE) {
                throw new CsvFormatException(
                        file + ", line " + (lines + 1) + " has more than " + LONGEST_LINE + " characters",
                        null,
                        file,
                        lines + 1,
                        null,
                        null);
            }
            text.append((char) c);
        }
        if (c == '\r') {
            reader.mark(1);
            if (reader.read() != '\n') {
                reader.reset();
            }
        }
        lines++;
        return text.toString();
    }

    /** Returns the separator of fields. */
    char separator() {
        return separator;
    }

    /** Returns the columns; empty when no header was expected. */
    List<String> header() {
        return header;
    }

    /** Returns how many lines have been read. */
    long lines() {
        return lines;
    }
}
