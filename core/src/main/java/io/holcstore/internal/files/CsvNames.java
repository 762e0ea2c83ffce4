package io.holcstore.internal.files;

/** Names that an export writes and an import reads. */
public final class CsvNames {
    /** The column of times. */
    public static final String TIME = "time";

    /** The column of values. */
    public static final String VALUE = "value";

    /** The columns of versions. */
    public static final String NUMBER = "version_number";

    public static final String CREATED_AT = "created_at";
    public static final String MODIFIED_AT = "modified_at";
    public static final String SUPERSEDED_AT = "superseded_at";

    /** What a summary says of the counter of a key, beside its files. */
    public static final String NEXT_NUMBER = "next_number";

    public static final String HISTORY_SINCE = "history_since";

    /** The file of a zip that says whose the others are. */
    public static final String SUMMARY = "content_summary.csv";

    private CsvNames() {}
}
