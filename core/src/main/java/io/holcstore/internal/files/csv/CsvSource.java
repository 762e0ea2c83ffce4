package io.holcstore.internal.files.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file to read, whether it lies in a folder or inside another file.
 *
 * @param name its name in messages
 * @param summary what a summary says of it; null where its rows name their keys
 */
public record CsvSource(String name, @Nullable Summary summary, Opening opening) {
    /**
     * A row of a summary.
     *
     * @param place where it stands, in messages
     * @param key the key of the file's only series by axis, as text
     * @param count how many values the file has, -1 where that is not said
     */
    public record Summary(String place, Map<String, String> key, long count) {}

    /** Opens it. */
    public interface Opening {
        InputStream open() throws IOException;
    }
}
