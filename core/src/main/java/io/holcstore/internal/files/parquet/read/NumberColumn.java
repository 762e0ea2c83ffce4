package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.LogicalType;
import io.holcstore.internal.files.parquet.LogicalType.Kind;
import io.holcstore.internal.files.parquet.PhysicalType;
import org.jspecify.annotations.Nullable;

/** Reads the values of a column as doubles; an absent value is NaN. */
final class NumberColumn {
    private static final long EXACT = 1L << 53; // whole numbers up to here are doubles
    private static final double[] TENS = tens();

    private final Column column;
    private final boolean doubles;
    private final boolean floats;
    private final boolean longs;
    private final double divisor; // of a decimal, exact; 0 where it is not a decimal

    private NumberColumn(Column column) {
        LogicalType logical = column.logical();
        this.column = column;
        this.doubles = column.type() == PhysicalType.DOUBLE;
        this.floats = column.type() == PhysicalType.FLOAT;
        this.longs = logical.kind() == Kind.PLAIN || (logical.kind() == Kind.INTEGER && logical.signed());
        boolean divides = logical.kind() == Kind.DECIMAL
                && !column.type().isBinary()
                && logical.scale() >= 0
                && logical.scale() < TENS.length;
        this.divisor = divides ? TENS[logical.scale()] : 0;
    }

    /** Creates a reader; null for a column that does not have numbers. */
    static @Nullable NumberColumn of(Column column) {
        return isNumber(column) ? new NumberColumn(column) : null;
    }

    private static boolean isNumber(Column column) {
        return switch (column.logical().kind()) {
            case DECIMAL, INTEGER, FLOAT16, NULL -> true;
            case PLAIN -> !column.type().isBinary() && column.type() != PhysicalType.BOOLEAN;
            default -> false;
        };
    }

    double at(ColumnBatch batch, int row) {
        if (batch.isNull(row)) {
            return Double.NaN;
        }
        if (column.logical().kind() == Kind.NULL) {
            throw new Damage("column " + column.name() + " has values, although its type says that it does not");
        }
        if (doubles) {
            return Double.longBitsToDouble(batch.numbers[row]);
        }
        if (floats) {
            return Float.intBitsToFloat((int) batch.numbers[row]);
        }
        if (longs) {
            return batch.numbers[row];
        }
        if (divisor > 0 && Math.abs(batch.numbers[row]) <= EXACT) {
            return batch.numbers[row] / divisor; // of two doubles that are exact, so this is the nearest one
        }
        return Natural.of(column, batch, row) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double[] tens() {
        double[] all = new double[23]; // 10 to the 22 is the last one that is a double
        for (int i = 0; i < all.length; i++) {
            all[i] = Double.parseDouble("1e" + i);
        }
        return all;
    }
}
