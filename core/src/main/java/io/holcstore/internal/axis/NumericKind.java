package io.holcstore.internal.axis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers with a number of digits, some of them after the decimal point. Every value has the scale of its type.
 */
public final class NumericKind extends AxisKind<BigDecimal> {
    /** The most digits that every database supports (PostgreSQL: 1,000). */
    public static final int MAX_PRECISION = 1000;

    private final int precision;
    private final int scale;

    public NumericKind(int precision, int scale) {
        super("numeric(" + precision + ',' + scale + ')', BigDecimal.class);
        this.precision = precision;
        this.scale = scale;
    }

    @Override
    public int precision() {
        return precision;
    }

    @Override
    public int scale() {
        return scale;
    }

    @Override
    protected Object widen(Number whole) {
        return BigDecimal.valueOf(whole.longValue());
    }

    @Override
    protected BigDecimal normalised(BigDecimal number) {
        // Checks the exponent before any digits are expanded: 1E+1000000000 is short only as text.
        long integerDigits = number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
        int limit = precision - scale;
        if (integerDigits > limit) {
            throw new IllegalArgumentException(Shown.quote(number) + " has " + integerDigits
                    + " digits before the point; " + this + " accepts " + limit);
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > scale) {
            throw new IllegalArgumentException(
                    Shown.quote(number) + " has more than " + scale + " digits after the point; round it to " + this);
        }
        return shortest.setScale(scale, RoundingMode.UNNECESSARY);
    }

    @Override
    protected BigDecimal parsed(String value) {
        return new BigDecimal(value);
    }

    /** Writes the number without an exponent. */
    @Override
    public String fileText(BigDecimal value) {
        return value.toPlainString();
    }

    @Override
    public String columnType(AxisDialect dialect) {
        return dialect.numericType(precision, scale);
    }

    @Override
    public String columnText(BigDecimal value, AxisDialect dialect) {
        return dialect.numericText(value, precision);
    }

    @Override
    public void bind(PreparedStatement statement, int at, BigDecimal value, AxisDialect dialect) throws SQLException {
        dialect.bindNumeric(statement, at, value, precision);
    }

    @Override
    public @Nullable BigDecimal read(ResultSet row, int at, AxisDialect dialect) throws SQLException {
        return dialect.readNumeric(row, at);
    }

    @Override
    public void write(BinaryFields row, BigDecimal value) {
        row.decimalField(value);
    }
}
