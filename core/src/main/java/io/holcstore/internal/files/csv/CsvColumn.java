package io.holcstore.internal.files.csv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column as it is asked for.
 *
 * @param name what it is called in the header, null when it is asked for by its position
 * @param position counted from 1, 0 when it is asked for by its name
 */
public record CsvColumn(@Nullable String name, int position) {
    public static CsvColumn named(String name) {
        return new CsvColumn(Objects.requireNonNull(name, "the name of a column"), 0);
    }

    public static CsvColumn at(int position) {
        if (position < 1) {
            throw new IllegalArgumentException("there is no column " + position + "; the first one is 1");
        }
        return new CsvColumn(null, position);
    }

    @Override
    public String toString() {
        return name != null ? "'" + name + "'" : "number " + position;
    }
}
