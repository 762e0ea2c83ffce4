package io.holcstore.internal.files.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file to read, in a folder or inside another file.
 *
 * @param name its name in messages
 * @param summary its row in a summary; null when its rows contain their keys
 */
public record CsvSource(String name, @Nullable Summary summary, Opening opening) {
    /**
     * A row of a summary.
     *
     * @param place its position, for messages
     * @param key the key of the file's only series by axis, as text
     * @param count the number of values in the file, or -1 when it is not stated
     */
    public record Summary(String place, Map<String, String> key, long count) {}

    /** Opens the file. */
    public interface Opening {
        InputStream open() throws IOException;
    }
}
