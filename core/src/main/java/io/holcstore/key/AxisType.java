package io.holcstore.key;

import io.holcstore.error.DefinitionException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The type of an axis: which Java values it takes, and what a database column must hold. Import it statically:
 * {@code import static io.holcstore.key.AxisType.*} gives {@code INT}, {@code VARCHAR(20)} and the others.
 *
 * <p>The types are as narrow as the narrowest database behind them, so that a value that is accepted comes back equal from each.
 * Immutable and thread-safe; two types are equal when kind, length, precision and scale are.
 *
 * @param <T> the Java type of the values
 */
public final class AxisType<T> {
    /** 32-bit integers. */
    public static final AxisType<Integer> INT = new AxisType<>(Kind.INT, Integer.class, 0, 0);

    /** 64-bit integers. */
    public static final AxisType<Long> BIGINT = new AxisType<>(Kind.BIGINT, Long.class, 0, 0);

    /** 16-bit integers. */
    public static final AxisType<Short> SMALLINT = new AxisType<>(Kind.SMALLINT, Short.class, 0, 0);

    /** True or false. */
    public static final AxisType<Boolean> BOOLEAN = new AxisType<>(Kind.BOOLEAN, Boolean.class, 0, 0);

    /**
     * Strings of any length that the index of a database takes, without NUL and without unpaired surrogates. H2 takes 1,048,576 characters. PostgreSQL
     * takes 2704 bytes for all axes of a key, compressed.
     */
    public static final AxisType<String> TEXT = new AxisType<>(Kind.TEXT, String.class, 0, 0);

    /** Calendar days of the years 1 to 9999. */
    public static final AxisType<LocalDate> DATE = new AxisType<>(Kind.DATE, LocalDate.class, 0, 0);

    /** UUIDs. */
    public static final AxisType<java.util.UUID> UUID = new AxisType<>(Kind.UUID, java.util.UUID.class, 0, 0);

    /** Instants of whole microseconds, of the years 1 to 9999 in UTC. */
    public static final AxisType<Instant> TIMESTAMP = new AxisType<>(Kind.TIMESTAMP, Instant.class, 0, 0);

    /** The longest VARCHAR that every database takes (H2: 1,048,576). */
    static final int MAX_LENGTH = 1 << 20;

    /** The most digits that every database takes (PostgreSQL: 1,000). */
    static final int MAX_PRECISION = 1000;

    /** What a type is, apart from its length, precision and scale. */
    public enum Kind {
        INT("integer"),
        BIGINT("bigint"),
        SMALLINT("smallint"),
        BOOLEAN("boolean"),
        VARCHAR("varchar"),
        TEXT("text"),
        DATE("date"),
        UUID("uuid"),
        TIMESTAMP("timestamp"),
        NUMERIC("numeric");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final Class<T> javaType;
    private final int size;
    private final int scale;

    private AxisType(Kind kind, Class<T> javaType, int size, int scale) {
        this.kind = kind;
        this.javaType = javaType;
        this.size = size;
        this.scale = scale;
    }

    /**
     * Strings of up to {@code length} UTF-16 units ({@link String#length()}), without NUL and without unpaired surrogates.
     *
     * @param length 1 to 1,048,576
     * @throws DefinitionException for any other length
     */
    public static AxisType<String> VARCHAR(int length) {
        if (length < 1 || length > MAX_LENGTH) {
            throw new DefinitionException(
                    "VARCHAR(" + length + "): the length must be 1 to " + MAX_LENGTH
                            + "; TEXT takes strings of any length",
                    "axis");
        }
        return new AxisType<>(Kind.VARCHAR, String.class, length, 0);
    }

    /**
     * Decimal numbers of {@code precision} digits, {@code scale} of them after the decimal point.
     *
     * @param precision 1 to 1,000
     * @param scale 0 to {@code precision}
     * @throws DefinitionException for anything else
     */
    public static AxisType<BigDecimal> NUMERIC(int precision, int scale) {
        if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
            throw new DefinitionException(
                    "NUMERIC(" + precision + ", " + scale + "): the precision must be 1 to " + MAX_PRECISION
                            + " and the scale 0 to the precision",
                    "axis");
        }
        return new AxisType<>(Kind.NUMERIC, BigDecimal.class, precision, scale);
    }

    public Kind kind() {
        return kind;
    }

    /** The length of a VARCHAR; 0 for every other type. */
    public int length() {
        return kind == Kind.VARCHAR ? size : 0;
    }

    /** The digits of a NUMERIC; 0 for every other type. */
    public int precision() {
        return kind == Kind.NUMERIC ? size : 0;
    }

    /** The digits of a NUMERIC after the decimal point; 0 for every other type. */
    public int scale() {
        return scale;
    }

    public Class<T> javaType() {
        return javaType;
    }

    /**
     * The value as this type holds it. Taken are values of {@link #javaType()}, and for the types of whole numbers and NUMERIC any whole
     * number that they hold, so that a literal {@code 1} is a SMALLINT too. A NUMERIC gets the scale of the type, so that 1.5 and
     * 1.50 are one value.
     *
     * @throws IllegalArgumentException naming value and type, when the type does not hold the value
     * @throws NullPointerException when the value is null
     */
    public T check(Object value) {
        if (value == null) {
            throw new NullPointerException("null is no " + this + ": a key has a value on each of its axes");
        }
        return AxisChecks.check(this, value);
    }

    /**
     * The value that a text stands for: what {@code toString()} of the value gives, which is ISO 8601 for days and instants. Then as
     * {@link #check}.
     *
     * @throws IllegalArgumentException naming value and type, when the text does not stand for a value of the type
     */
    public T parse(String text) {
        return check(AxisText.parse(this, text));
    }

    /**
     * The order of values that {@link Axis#between} goes by: numbers, dates and instants by size, false before true, strings by code
     * point (the "C" collation), UUIDs as 16 unsigned bytes. It is the same on every database.
     */
    public int compare(T a, T b) {
        return AxisChecks.compare(a, b);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AxisType<?> that && kind == that.kind && size == that.size && scale == that.scale;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, size, scale);
    }

    /** The type as text that belongs to no dialect: {@code integer}, {@code varchar(20)}, {@code numeric(10,2)}. */
    @Override
    public String toString() {
        return switch (kind) {
            case VARCHAR -> kind.text + '(' + size + ')';
            case NUMERIC -> kind.text + '(' + size + ',' + scale + ')';
            default -> kind.text;
        };
    }
}
