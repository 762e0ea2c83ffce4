package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.Column;
import org.jspecify.annotations.Nullable;

/** Writes one column, a page and a group at a time. */
interface LeafWriter {
    Column column();

    ColumnWriter pages();

    /** Ends a page that has some rows. */
    void page(int rows);

    /** Ends the group: adds the dictionary, if there is one. */
    void end();

    /** Returns the encodings of the group. */
    int[] encodings();

    /** Returns the smallest value of the group; null when it is not recorded. */
    byte @Nullable [] least();

    /** Returns the greatest value of the group; null when it is not recorded. */
    byte @Nullable [] greatest();

    /** Begins the next group. */
    void clear();

    /** Returns how many bytes of the group are in memory. */
    default long held() {
        return pages().pages().size();
    }
}
