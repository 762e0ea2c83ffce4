package io.holcstore.internal.files;

/** Names that an export writes and an import reads. */
public final class CsvNames {
    /** The name of the column of times. */
    public static final String TIME = "time";

    /** The name of the column of values. */
    public static final String VALUE = "value";

    /** The names of the columns of versions. */
    public static final String NUMBER = "version_number";

    public static final String CREATED_AT = "created_at";
    public static final String MODIFIED_AT = "modified_at";
    public static final String SUPERSEDED_AT = "superseded_at";

    /** The names of the columns of a summary that describe the counter of a key. */
    public static final String NEXT_NUMBER = "next_number";

    public static final String HISTORY_SINCE = "history_since";

    /** The file of a zip that contains the keys of the other files. */
    public static final String SUMMARY = "content_summary.csv";

    private CsvNames() {}
}
