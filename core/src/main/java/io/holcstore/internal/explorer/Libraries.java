package io.holcstore.internal.explorer;

import io.holcstore.error.MissingLibraryException;

/** The optional libraries of the explorer. This class uses none of their classes, so that it loads without them. */
final class Libraries {
    private static final String JACKSON = "tools.jackson.core:jackson-core:3.2.4";

    private Libraries() {}

    /** @throws MissingLibraryException when the library that writes JSON is missing */
    static void requireJackson() {
        try {
            Class.forName("tools.jackson.core.json.JsonFactory", false, Libraries.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw missing(JACKSON, e);
        }
    }

    static boolean hasAircompressor() {
        try {
            Class.forName("io.airlift.compress.zstd.ZstdCompressor", false, Libraries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static MissingLibraryException missing(String library, Exception cause) {
        return new MissingLibraryException(
                "the explorer needs the library " + library + "; add it to your dependencies", cause, library);
    }
}
