package io.holcstore.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A CSV file to read, whether it lies in a folder or inside another file.
 *
 * @param name its name in messages
 * @param key the key of its only series by axis, as text; empty where the rows name their keys
 */
record CsvSource(String name, Map<String, String> key, Opening opening) {
    /** Opens it. */
    interface Opening {
        InputStream open() throws IOException;
    }
}
