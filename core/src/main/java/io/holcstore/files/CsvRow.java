package io.holcstore.files;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.csv.CsvColumn;
import io.holcstore.internal.files.csv.CsvFile;
import io.holcstore.internal.files.time.Blanks;

/**
 * A row of a file, for functions of {@link CsvImport} that make keys or times of rows, or choose rows. It is valid
 * during the call of the function. Not thread-safe.
 */
public final class CsvRow {
    private final CsvFile file;
    private final CsvRecord row;

    CsvRow(CsvFile file, CsvRecord row) {
        this.file = file;
        this.row = row;
    }

    /**
     * Returns the text in a column, without blanks around it. It is empty where the row is too short.
     *
     * @throws CsvFormatException when the header does not have the column
     */
    public String get(String column) {
        return text(CsvColumn.named(column));
    }

    /**
     * Returns the text in a column by its position, without blanks around it. The first position is 1.
     *
     * @throws CsvFormatException when the file does not have the column
     */
    public String get(int position) {
        return text(CsvColumn.at(position));
    }

    private String text(CsvColumn column) {
        int index = file.find(column);
        return index < row.getFieldCount() ? Blanks.strip(file.text(row.getField(index))) : "";
    }

    /** Returns the line of the file where the row begins, counted from 1. */
    public long line() {
        return file.line(row);
    }

    /** Returns the line and all fields. */
    @Override
    public String toString() {
        return "line " + line() + ": " + row.getFields();
    }
}
