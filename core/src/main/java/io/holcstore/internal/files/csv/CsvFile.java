package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.FormulaCells;
import io.holcstore.internal.files.time.Blanks;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** An open CSV file that is read row by row. Its errors contain their position. Not thread-safe. */
public final class CsvFile implements AutoCloseable {
    private static final int MOST_FIELDS = 1 << 20;
    private static final int LONGEST_FIELD = 1 << 24;
    private static final int LONGEST_ROW = 1 << 26;
    private static final int SHOWN = 60;
    private static final int LOOKED_AT = 100; // rows to examine for messages
    private static final String QUOTES = "\"";
    private static final Pattern LINE_BREAK = Pattern.compile("[ \\t]*[\r\n]+[ \\t\r\n]*");

    private final CsvSource source;
    private final CsvFormat format;
    private final BufferedReader reader;
    private final CloseableIterator<CsvRecord> records;
    private final long linesBefore; // the rows
    private final Deque<CsvRecord> ahead = new ArrayDeque<>();
    private List<String> header;
    private final Map<String, List<Integer>> exactIndexes =
            new HashMap<>(); // of the header; filled at the first search
    private final Map<String, List<Integer>> indexes = new HashMap<>(); // of its names with usual blanks
    private int width = -1;
    private int fewest; // fields that a row must have: those up to the last named column
    private long line;

    private CsvFile(CsvSource source, CsvFormat format, BufferedReader reader, Preamble preamble) {
        this.source = source;
        this.format = format;
        this.reader = reader;
        this.linesBefore = preamble.lines();
        this.line = linesBefore;
        this.header = preamble.header();
        this.records = csv(preamble.separator())
                .commentStrategy(format.comment() == null ? CommentStrategy.NONE : CommentStrategy.SKIP)
                .commentCharacter(commentCharacter(format, preamble.separator()))
                .build(handler(), reader)
                .iterator();
    }

    /**
     * Returns the comment character. The reader requires one that differs from the separator, even if the file has no
     * comments.
     */
    private static char commentCharacter(CsvFormat format, char separator) {
        Character comment = format.comment();
        return comment != null ? comment : separator == '#' ? '%' : '#';
    }

    static CsvReader.CsvReaderBuilder csv(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // requireWidth reports them
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
    }

    static CsvRecordHandler handler() {
        return CsvRecordHandler.of(limits ->
                limits.maxFields(MOST_FIELDS).maxFieldSize(LONGEST_FIELD).maxRecordSize(LONGEST_ROW));
    }

    /** Opens a file and reads its header, if it has one. */
    public static CsvFile open(CsvSource source, CsvFormat format) throws IOException {
        InputStream bytes = source.opening().open();
        try {
            BufferedReader reader = MarkedText.reader(bytes, format.charset());
            Preamble preamble = new Preamble(source.name(), format, reader);
            preamble.read();
            CsvFile file = new CsvFile(source, format, reader, preamble);
            file.begin();
            return file;
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        } catch (IOException e) {
            bytes.close();
            throw failure(source, format, 0, e);
        }
    }

    private void begin() throws IOException {
        if (format.header() && header.isEmpty()) {
            CsvRecord first = read();
            if (first == null) {
                throw new CsvFormatException(
                        source.name() + " is empty and has no header; for files without one, use noHeader()",
                        null,
                        source.name());
            }
            header = first.getFields().stream().map(this::text).toList();
        }
        int skipped = 0; // for example a row of units
        while (skipped < format.skipRows() && read() != null) {
            skipped++;
        }
        if (format.header()) {
            width = header.size();
            fewest = width;
            while (fewest > 1 && header.get(fewest - 1).isBlank()) {
                fewest--;
            }
        } else {
            CsvRecord first = peek(1).stream().findFirst().orElse(null);
            width = first == null ? -1 : first.getFieldCount();
            fewest = width;
        }
    }

    /** Returns the next row that is not blank; null after the last one. */
    public @Nullable CsvRecord next() throws IOException {
        return ahead.isEmpty() ? read() : ahead.poll();
    }

    /** Returns at most {@code count} of the next rows without consuming them. */
    Collection<CsvRecord> peek(int count) throws IOException {
        while (ahead.size() < count) {
            CsvRecord row = read();
            if (row == null) {
                break;
            }
            ahead.add(row);
        }
        return Collections.unmodifiableCollection(ahead);
    }

    private @Nullable CsvRecord read() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord row = records.next();
            line = line(row);
            return row;
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new CsvFormatException(
                    source.name() + ", after line " + line + ": not CSV in the described format (" + reason.getMessage()
                            + "); check for a quotation mark that is not closed, and whether separator(..) is right",
                    e,
                    source.name(),
                    line,
                    null,
                    null);
        } catch (UncheckedIOException e) {
            throw failure(source, format, line, Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        }
    }

    private static IOException failure(CsvSource source, CsvFormat format, long line, IOException e) {
        String place = source.name() + ", after line " + line + ": ";
        if (e instanceof CharacterCodingException) {
            throw new CsvFormatException(
                    place + "not in the charset " + format.charset()
                            + "; charset(..) sets another one, such as ISO_8859_1",
                    e,
                    source.name(),
                    line,
                    null,
                    null);
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            throw new CsvFormatException(
                    place + "the compressed file is damaged or cut off (" + e.getMessage() + "); get the file again",
                    e,
                    source.name(),
                    line,
                    null,
                    null);
        }
        return new IOException(place + e.getMessage(), e);
    }

    public String name() {
        return source.name();
    }

    /** Returns the text of a cell. */
    public String text(String cell) {
        return format.escaped() ? FormulaCells.unescape(cell) : cell;
    }

    /** Returns the fields of the header; empty when the file has no header. */
    public List<String> header() {
        return header;
    }

    /** Returns the number of fields of every row; 0 in an empty file. */
    public int width() {
        return Math.max(width, 0);
    }

    /** Returns the index of a column. */
    public int find(CsvColumn column) {
        String name = column.name();
        if (name == null) {
            if (column.position() > width()) {
                throw new CsvFormatException(
                        source.name() + " has " + width() + " columns, but column " + column.position()
                                + " is requested" + separatorHint(null),
                        null,
                        source.name());
            }
            return column.position() - 1;
        }
        List<Integer> found = indexes(name);
        if (found.isEmpty()) {
            throw new CsvFormatException(
                    source.name() + " has no column '" + name + "'; "
                            + (header.isEmpty()
                                    ? "without a header, columns must be given by their position, and time(row -> ..)"
                                            + " makes times for which no setting takes positions"
                                    : "its header has " + shown(oneLine(String.join(" | ", header))))
                            + hint(name),
                    null,
                    source.name());
        }
        if (found.size() > 1) {
            throw new CsvFormatException(
                    source.name() + " has several columns '" + name
                            + "', the first two are number " + (found.get(0) + 1) + " and " + (found.get(1) + 1)
                            + "; use the position of the column",
                    null,
                    source.name());
        }
        return found.get(0);
    }

    /** Returns a hint about the setting that would find the column. */
    private String hint(String name) {
        String ofHeader = headerHint(name);
        return ofHeader.isEmpty() ? separatorHint(name) : ofHeader;
    }

    /**
     * Returns a hint about the separator when the whole header is one field, or about the charset when the header has
     * NUL characters, which come from UTF-16.
     */
    private String separatorHint(@Nullable String name) {
        String only = header.isEmpty() ? "" : header.get(0);
        if (only.indexOf('\0') >= 0) {
            return "; it has NUL characters, as UTF-16 has when it is read in another charset: charset(UTF_16LE) or"
                    + " charset(UTF_16BE)";
        }
        if (width() != 1) {
            return "";
        }
        for (char separator : Preamble.SEPARATORS) {
            if (name != null
                    && Stream.of(only.split(Pattern.quote(String.valueOf(separator))))
                            .anyMatch(cell -> cell.replace(QUOTES, "").strip().equals(name))) {
                return "; it is a single field: separator(" + Checks.quoted(separator) + ") finds the column";
            }
        }
        return "; it is a single field: check separator(..)";
    }

    /** Returns a hint when a column that the header lacks occurs in one of the next lines. */
    private String headerHint(String name) {
        if (header.isEmpty() && name.chars().allMatch(Character::isDigit)) {
            return ""; // meant as a position
        }
        try {
            for (CsvRecord row : peek(LOOKED_AT)) {
                if (row.getFields().stream().anyMatch(cell -> cell.strip().equals(name))) {
                    return "; the first line with this column is line " + line(row) + ": header(\"" + name
                            + "\") begins there";
                }
            }
            return "";
        } catch (CsvFormatException | IOException e) {
            return "";
        }
    }

    /** Returns the name of a column without line breaks, which spreadsheets write. */
    static String oneLine(String name) {
        String plain = Blanks.plain(name);
        return plain.indexOf('\n') < 0 && plain.indexOf('\r') < 0
                ? plain
                : LINE_BREAK.matcher(plain).replaceAll(" ");
    }

    private List<Integer> indexes(String name) {
        if (indexes.isEmpty()) {
            for (int i = 0; i < header.size(); i++) {
                String text = header.get(i);
                int index = i;
                exactIndexes.computeIfAbsent(text, any -> new ArrayList<>()).add(index);
                Stream.of(text.strip(), Blanks.plain(text), oneLine(text))
                        .distinct()
                        .forEach(each -> indexes.computeIfAbsent(each, any -> new ArrayList<>())
                                .add(index));
            }
        }
        List<Integer> exact = exactIndexes.getOrDefault(name, List.of());
        return exact.isEmpty() ? indexes.getOrDefault(name, List.of()) : exact;
    }

    /** Refuses a row with more or fewer fields than the header. Empty fields after the last column are ignored. */
    public void requireWidth(CsvRecord row) {
        int count = row.getFieldCount();
        if (count != width && (count < fewest || hasText(row, width))) {
            throw new CsvFormatException(
                    place(row) + ": " + count + " fields, but the " + (header.isEmpty() ? "first row" : "header")
                            + " has " + width + ": " + shown(String.join(" | ", row.getFields()))
                            + "; a field that contains the separator must be in quotation marks"
                            + (format.separator() == ',' && count > width
                                    ? ", and so must a number with a decimal comma"
                                    : ""),
                    null,
                    source.name(),
                    line(row),
                    null,
                    null);
        }
    }

    private static boolean hasText(CsvRecord row, int from) {
        for (int i = from; i < row.getFieldCount(); i++) {
            if (!row.getField(i).isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Returns a field of a row; empty when the row is too short. */
    public static String cell(CsvRecord row, int column) {
        return column < row.getFieldCount() ? row.getField(column) : "";
    }

    /** Returns the line where a row begins, counted from 1. */
    public long line(CsvRecord row) {
        return linesBefore + row.getStartingLineNumber();
    }

    private String place(CsvRecord row) {
        return source.name() + ", line " + line(row);
    }

    /** Returns the number and the name of a column. */
    public String title(int column) {
        return (column + 1) + (column < header.size() ? " (" + shown(header.get(column)) + ")" : "");
    }

    /** Returns the exception for a field, with its position. */
    public CsvFormatException error(CsvRecord row, int column, @Nullable String reason, @Nullable Throwable cause) {
        return error(row, column, cell(row, column), reason, cause);
    }

    /** Returns the exception for a text that begins in a field, with its position. */
    CsvFormatException error(
            CsvRecord row, int column, String text, @Nullable String reason, @Nullable Throwable cause) {
        return new CsvFormatException(
                place(row) + ", column " + title(column) + ": '" + shown(text) + "' " + reason,
                cause,
                source.name(),
                line(row),
                column + 1,
                text);
    }

    /** Returns the exception for a row. */
    public CsvFormatException error(CsvRecord row, String reason, @Nullable Throwable cause) {
        return new CsvFormatException(place(row) + ": " + reason, cause, source.name(), line(row), null, null);
    }

    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + ".. (" + text.length() + " characters)";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
