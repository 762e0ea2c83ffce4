package io.holcstore.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.CsvColumn;
import io.holcstore.internal.files.FormulaCells;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** An open CSV file, row by row; every row has as many fields as the first. Its errors say where they are. */
final class CsvFile implements AutoCloseable {
    private static final int MOST_FIELDS = 1 << 20;
    private static final int LONGEST_FIELD = 1 << 24;
    private static final int LONGEST_ROW = 1 << 26;
    private static final int SHOWN = 60;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CsvSource source;
    private final CsvFormat format;
    private final BufferedReader reader;
    private final CloseableIterator<CsvRecord> records;
    private @Nullable CsvRecord ahead;
    private List<String> header = List.of();
    private final Map<String, List<Integer>> indexes = new HashMap<>(); // of the header, once a column is asked for
    private int width = -1;
    private long line;

    private CsvFile(CsvSource source, CsvFormat format, BufferedReader reader) {
        this.source = source;
        this.format = format;
        this.reader = reader;
        this.records = CsvReader.builder()
                .fieldSeparator(format.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // so that the error is ours
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(MOST_FIELDS)
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_ROW)),
                        reader)
                .iterator();
    }

    /** Opens a file and reads its header, if it has one. */
    static CsvFile open(CsvSource source, CsvFormat format) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                source.opening().open(),
                format.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            CsvFile file = new CsvFile(source, format, reader);
            file.begin(format.header());
            return file;
        } catch (RuntimeException | IOException e) {
            reader.close();
            throw e;
        }
    }

    private void begin(boolean hasHeader) throws IOException {
        skipByteOrderMark();
        CsvRecord first = read();
        if (first != null) {
            width = first.getFieldCount();
        }
        if (!hasHeader) {
            ahead = first;
        } else if (first == null) {
            throw new CsvFormatException(
                    source.name() + " is empty: there is no header; noHeader() is for files without one",
                    null,
                    source.name());
        } else {
            header = first.getFields().stream().map(this::text).toList();
        }
    }

    private void skipByteOrderMark() throws IOException {
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The next row that is not blank; null after the last one. */
    @Nullable
    CsvRecord next() throws IOException {
        CsvRecord row = ahead != null ? ahead : read();
        ahead = null;
        return row;
    }

    private @Nullable CsvRecord read() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord row = records.next();
            line = row.getStartingLineNumber();
            return row;
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new CsvFormatException(
                    source.name() + ", after line " + line + ": no CSV as it is described (" + reason.getMessage()
                            + "); look for a quotation mark that is not closed, and whether separator(..) is right",
                    e,
                    source.name(),
                    line,
                    null,
                    null);
        } catch (UncheckedIOException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), new IOException(e)));
        }
    }

    private IOException failure(IOException e) {
        String place = source.name() + ", after line " + line + ": ";
        if (e instanceof CharacterCodingException) {
            throw new CsvFormatException(
                    place + "not in the charset " + format.charset()
                            + "; say by charset(..) which it is, such as ISO_8859_1",
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

    String name() {
        return source.name();
    }

    /** What a cell that is a text says. */
    String text(String cell) {
        return format.escaped() ? FormulaCells.unescape(cell) : cell;
    }

    /** What stands in the first line; nothing when the file has no header. */
    List<String> header() {
        return header;
    }

    /** How many fields every row has; 0 in an empty file. */
    int width() {
        return Math.max(width, 0);
    }

    /** The index of a column that was asked for. */
    int find(CsvColumn column) {
        String name = column.name();
        if (name == null) {
            if (column.position() > width()) {
                throw new CsvFormatException(
                        source.name() + " has " + width() + " columns, but column " + column.position()
                                + " is asked for" + separatorHint(),
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
                                    ? "without a header, columns are asked for by their position"
                                    : "its header has " + shown(String.join(" | ", header)))
                            + separatorHint(),
                    null,
                    source.name());
        }
        if (found.size() > 1) {
            throw new CsvFormatException(
                    source.name() + " has several columns '" + name
                            + "', the first two are number " + (found.get(0) + 1) + " and " + (found.get(1) + 1)
                            + "; ask for the column by its position",
                    null,
                    source.name());
        }
        return found.get(0);
    }

    private String separatorHint() {
        return width() == 1 ? "; all of it is one field: is separator(..) right?" : "";
    }

    private List<Integer> indexes(String name) {
        if (indexes.isEmpty()) {
            for (int i = 0; i < header.size(); i++) {
                String text = header.get(i);
                int index = i;
                Stream.of(text, text.strip()).distinct().forEach(each -> indexes.computeIfAbsent(
                                each, any -> new ArrayList<>())
                        .add(index));
            }
        }
        return indexes.getOrDefault(name, List.of());
    }

    /** Refuses a row with more or fewer fields than the first. */
    void requireWidth(CsvRecord row) {
        if (row.getFieldCount() != width) {
            throw new CsvFormatException(
                    source.name() + ", line " + row.getStartingLineNumber() + ": "
                            + row.getFieldCount() + " fields, but the first line has " + width + ": "
                            + shown(String.join(" | ", row.getFields()))
                            + "; a field that holds the separator stands in quotation marks",
                    null,
                    source.name(),
                    row.getStartingLineNumber(),
                    null,
                    null);
        }
    }

    /** The number and the name of a column. */
    String title(int column) {
        return (column + 1) + (column < header.size() ? " (" + shown(header.get(column)) + ")" : "");
    }

    /** What is wrong with a field, and where that is. */
    CsvFormatException error(CsvRecord row, int column, @Nullable String reason, @Nullable Throwable cause) {
        return new CsvFormatException(
                source.name() + ", line " + row.getStartingLineNumber() + ", column " + title(column) + ": '"
                        + shown(row.getField(column)) + "' " + reason,
                cause,
                source.name(),
                row.getStartingLineNumber(),
                column + 1,
                row.getField(column));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + ".. (" + text.length() + " characters)";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
