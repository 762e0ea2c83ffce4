package io.holcstore.internal.files.rows;

import io.holcstore.key.SeriesKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Creates the key of a row. */
@FunctionalInterface
public interface RowKeys {
    /** Returns the key. Null leaves the row out. */
    @Nullable
    SeriesKey key(ResultSet row) throws SQLException;
}
