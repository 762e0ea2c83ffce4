package io.holcstore.internal.files.rows;

import io.holcstore.key.SeriesKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes the key of a row. */
@FunctionalInterface
public interface RowKeys {
    /** The key; null leaves the row out. */
    @Nullable
    SeriesKey key(ResultSet row) throws SQLException;
}
