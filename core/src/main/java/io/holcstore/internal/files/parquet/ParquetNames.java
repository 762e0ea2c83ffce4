package io.holcstore.internal.files.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Names of columns that an export writes and an import reads. */
public final class ParquetNames {
    /** The column of times. */
    public static final String TIME = "timestamp";

    /** The column of values. */
    public static final String VALUE = "value";

    private static final String MARK = "PAR1";

    private ParquetNames() {}

    /** The first and the last four bytes of a file. */
    public static byte[] mark() {
        return MARK.getBytes(US_ASCII);
    }
}
