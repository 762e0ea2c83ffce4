package io.holcstore.internal.files.csv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that a caller asks for.
 *
 * @param name the name in the header, or null for a column by its position
 * @param position the position counted from 1, or 0 for a column by its name
 */
public record CsvColumn(@Nullable String name, int position) {
    public static CsvColumn named(String name) {
        return new CsvColumn(Objects.requireNonNull(name, "the name of a column"), 0);
    }

    public static CsvColumn at(int position) {
        if (position < 1) {
            throw new IllegalArgumentException("there is no column " + position + "; positions start at 1");
        }
        return new CsvColumn(null, position);
    }

    @Override
    public String toString() {
        return name != null ? "'" + name + "'" : "number " + position;
    }
}
