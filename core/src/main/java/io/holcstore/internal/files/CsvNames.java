package io.holcstore.internal.files;

/** Names that an export writes and an import reads. */
public final class CsvNames {
    /** The column of times. */
    public static final String TIME = "time";

    /** The column of values. */
    public static final String VALUE = "value";

    /** The file of a zip that says whose the others are. */
    public static final String SUMMARY = "content_summary.csv";

    private CsvNames() {}
}
