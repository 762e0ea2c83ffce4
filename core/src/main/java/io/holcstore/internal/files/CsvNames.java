package io.holcstore.internal.files;

/** Names that an export writes and an import reads. */
public final class CsvNames {
    /** The name of the column of times. */
    public static final String TIME = "time";

    /** The name of the column of values. */
    public static final String VALUE = "value";

    /** The file of a zip that contains the keys of the other files. */
    public static final String SUMMARY = "content_summary.csv";

    private CsvNames() {}
}
