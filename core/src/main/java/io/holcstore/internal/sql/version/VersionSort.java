package io.holcstore.internal.sql.version;

import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import org.jspecify.annotations.Nullable;

/**
 * One column by which versions are sorted.
 *
 * @param column its name
 * @param axis the axis in this column, or null for a column that belongs to the library
 */
public record VersionSort(String column, @Nullable Axis<?> axis, boolean descending) {
    public static final String NUMBER = "version_number";
    public static final String CREATED_AT = "created_at";
    public static final String MODIFIED_AT = "modified_at";

    String text(SqlDialect dialect) {
        String quoted = TableSpec.quote(column);
        return (axis == null ? quoted : dialect.ordered(quoted, axis.type())) + (descending ? " DESC" : "");
    }
}
