package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.util.List;

/**
 * The types of the columns of keys on MariaDB and MySQL, whose indexes hold 3072 bytes for all columns together, and
 * count four for each character that a text may have.
 */
final class MariaDbKeys {
    /** The bytes of the columns of axes. The others are for numbers and times that tables add to the key. */
    private static final int BYTES = 3072 - 32;

    private static final int BYTES_OF_CHARACTER = 4;
    private static final int LONGEST = BYTES / BYTES_OF_CHARACTER;

    /** The type of a text that is the only axis. */
    static final String LONGEST_TEXT = "varchar(" + LONGEST + ')';

    private static final int MAX_PRECISION = 65;

    private final SqlDialect dialect;
    private final int maxScale;

    /** @param maxScale the most digits after the point */
    MariaDbKeys(SqlDialect dialect, int maxScale) {
        this.dialect = dialect;
        this.maxScale = maxScale;
    }

    /** Returns the types. Texts without a length share what the other columns leave. */
    List<String> types(List<Axis<?>> columns) {
        long texts = columns.stream().filter(MariaDbKeys::isText).count();
        int used = columns.stream().mapToInt(this::bytes).sum();
        long length = texts == 0 ? 0 : (BYTES - used) / BYTES_OF_CHARACTER / texts;
        if (used > BYTES || (texts > 0 && length < 1)) {
            throw new DefinitionException(
                    "the axes " + columns + " need more than the " + BYTES
                            + " bytes that an index of " + dialect.product()
                            + " has for a key, four for each character: make texts shorter",
                    null);
        }
        return columns.stream()
                .map(axis -> isText(axis) ? "varchar(" + length + ')' : dialect.columnType(axis.type()))
                .toList();
    }

    private static boolean isText(Axis<?> axis) {
        return axis.type().equals(AxisType.TEXT);
    }

    private int bytes(Axis<?> axis) {
        AxisType<?> type = axis.type();
        if (isText(axis)) {
            return 0;
        }
        if (type.length() > 0) {
            return type.length() > LONGEST ? BYTES + 1 : BYTES_OF_CHARACTER * type.length();
        }
        if (type.precision() > MAX_PRECISION || type.scale() > maxScale) {
            throw new DefinitionException(
                    "axis " + axis + ": a number of " + dialect.product() + " has at most " + MAX_PRECISION
                            + " digits, " + maxScale + " of them after the point",
                    null);
        }
        return type.precision() > 0 ? MAX_PRECISION / 2 : 16;
    }
}
