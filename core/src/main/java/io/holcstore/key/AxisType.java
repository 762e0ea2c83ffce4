package io.holcstore.key;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.axis.AxisKind;
import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.internal.axis.BigintKind;
import io.holcstore.internal.axis.BooleanKind;
import io.holcstore.internal.axis.DateKind;
import io.holcstore.internal.axis.IntKind;
import io.holcstore.internal.axis.NumericKind;
import io.holcstore.internal.axis.SmallintKind;
import io.holcstore.internal.axis.TextKind;
import io.holcstore.internal.axis.TimestampKind;
import io.holcstore.internal.axis.UuidKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The type of an axis. It defines which Java values the axis takes and what its database column must hold. Import the
 * types statically: {@code import static io.holcstore.key.AxisType.*} gives {@code INT}, {@code VARCHAR(20)} and the
 * others.
 *
 * <p>Each type holds only the values that every supported database can store. A value that is accepted therefore comes
 * back equal from each database. Immutable and thread-safe. Two types are equal when their texts are equal; the text
 * includes the length, the precision and the scale.
 *
 * @param <T> the Java type of the values
 */
public final class AxisType<T> {
    static {
        AxisKinds.reveal(type -> ((AxisType<?>) type).kind);
    }

    /** 32-bit integers. */
    public static final AxisType<Integer> INT = new AxisType<>(new IntKind());

    /** 64-bit integers. */
    public static final AxisType<Long> BIGINT = new AxisType<>(new BigintKind());

    /** 16-bit integers. */
    public static final AxisType<Short> SMALLINT = new AxisType<>(new SmallintKind());

    /** True or false. */
    public static final AxisType<Boolean> BOOLEAN = new AxisType<>(new BooleanKind());

    /**
     * Strings of any length that fits in the index of the database, without NUL and without unpaired surrogates. H2
     * takes 1,048,576 characters. PostgreSQL takes 2704 bytes for all axes of a key, compressed.
     */
    public static final AxisType<String> TEXT = new AxisType<>(new TextKind());

    /** Calendar days in the years 1 to 9999. */
    public static final AxisType<LocalDate> DATE = new AxisType<>(new DateKind());

    /** UUIDs. */
    public static final AxisType<java.util.UUID> UUID = new AxisType<>(new UuidKind());

    /** Instants of whole microseconds in the years 1 to 9999 in UTC. */
    public static final AxisType<Instant> TIMESTAMP = new AxisType<>(new TimestampKind());

    private final AxisKind<T> kind;

    private AxisType(AxisKind<T> kind) {
        this.kind = kind;
    }

    /**
     * Returns the type of strings of up to {@code length} UTF-16 units ({@link String#length()}), without NUL and
     * without unpaired surrogates.
     *
     * @param length 1 to 1,048,576
     * @throws DefinitionException for any other length
     */
    public static AxisType<String> VARCHAR(int length) {
        if (length < 1 || length > TextKind.MAX_LENGTH) {
            throw new DefinitionException(
                    "VARCHAR(" + length + "): the length must be 1 to " + TextKind.MAX_LENGTH
                            + "; TEXT accepts strings of any length",
                    "axis");
        }
        return new AxisType<>(new TextKind(length));
    }

    /**
     * Returns the type of decimal numbers of {@code precision} digits, {@code scale} of them after the decimal point.
     *
     * @param precision 1 to 1,000
     * @param scale 0 to {@code precision}
     * @throws DefinitionException for anything else
     */
    public static AxisType<BigDecimal> NUMERIC(int precision, int scale) {
        if (precision < 1 || precision > NumericKind.MAX_PRECISION || scale < 0 || scale > precision) {
            throw new DefinitionException(
                    "NUMERIC(" + precision + ", " + scale + "): the precision must be 1 to " + NumericKind.MAX_PRECISION
                            + " and the scale 0 to the precision",
                    "axis");
        }
        return new AxisType<>(new NumericKind(precision, scale));
    }

    /** Returns the length of a VARCHAR; 0 for every other type. */
    public int length() {
        return kind.length();
    }

    /** Returns the number of digits of a NUMERIC; 0 for every other type. */
    public int precision() {
        return kind.precision();
    }

    /** Returns the number of digits of a NUMERIC after the decimal point; 0 for every other type. */
    public int scale() {
        return kind.scale();
    }

    /** Returns the class of the values. */
    public Class<T> javaType() {
        return kind.javaType();
    }

    /**
     * Returns the value as this type holds it. Accepts values of {@link #javaType()}. The types of whole numbers and
     * NUMERIC also accept any whole number that they can hold, so that a literal {@code 1} is a SMALLINT too. A NUMERIC
     * gets the scale of the type, so that 1.5 and 1.50 are one value.
     *
     * @throws IllegalArgumentException when the type does not hold the value; it names the value and the type
     * @throws NullPointerException when the value is null
     */
    public T check(Object value) {
        return kind.check(value);
    }

    /**
     * Parses the text of a value and checks the value as {@link #check} does. The text is what {@code toString()} of
     * the value gives. For days and instants this is ISO 8601.
     *
     * @throws IllegalArgumentException when the text does not stand for a value of the type; it names both
     */
    public T parse(String text) {
        return kind.parse(text);
    }

    /**
     * Compares two values in the order that {@link Axis#between} uses: numbers, dates and instants by size, false
     * before true, strings by code point (the "C" collation), UUIDs as 16 unsigned bytes. The order is the same on
     * every database.
     */
    public int compare(T a, T b) {
        return kind.compare(a, b);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AxisType<?> that && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return kind.hashCode();
    }

    /**
     * Returns the type as text that belongs to no dialect: {@code integer}, {@code varchar(20)}, {@code numeric(10,2)}.
     */
    @Override
    public String toString() {
        return kind.toString();
    }
}
