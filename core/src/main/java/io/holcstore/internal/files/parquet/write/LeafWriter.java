package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.Column;
import org.jspecify.annotations.Nullable;

/** Writes one column, a page and a group at a time. */
interface LeafWriter {
    Column column();

    ColumnWriter pages();

    /** Ends a page of some rows. */
    void page(int rows);

    /** Ends the group: adds the dictionary, if there is one. */
    void end();

    /** The encodings of the group. */
    int[] encodings();

    /** The least value of the group; null where it is not recorded. */
    byte @Nullable [] least();

    /** The greatest value of the group. */
    byte @Nullable [] greatest();

    /** Begins the next group. */
    void clear();

    /** The bytes that are held of the group. */
    default long held() {
        return pages().pages().size();
    }
}
