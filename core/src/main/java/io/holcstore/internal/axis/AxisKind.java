package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * One type of axis: which Java values it holds, their order, their text, their column, and their way through JDBC and
 * COPY. A new type is a subclass of this one and a constant in {@code io.holcstore.key.AxisType}.
 * Immutable and thread-safe. Two of the same text are equal.
 *
 * @param <T> the Java type of the values
 */
public abstract class AxisKind<T> {
    /** More than the longest NUMERIC as text: its digits, its sign, its point and an exponent. */
    private static final int LONGEST_TEXT = NumericKind.MAX_PRECISION + 16;

    private static final int ASCII = 0x80;

    private final String text;
    private final Class<T> javaType;

    /**
     * A type.
     *
     * @param text the type as text that belongs to no dialect, its parameters included
     */
    protected AxisKind(String text, Class<T> javaType) {
        this.text = text;
        this.javaType = javaType;
    }

    public final Class<T> javaType() {
        return javaType;
    }

    /** The most UTF-16 units of a string; 0 where that is not a part of the type. */
    public int length() {
        return 0;
    }

    /** The digits of a number; 0 where that is not a part of the type. */
    public int precision() {
        return 0;
    }

    /** The digits of a number after the decimal point; 0 where that is not a part of the type. */
    public int scale() {
        return 0;
    }

    // --- values

    /** The value as this type holds it; {@link IllegalArgumentException}, naming value and type, when it does not. */
    public final T check(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException("null is no " + this + ": a key has a value on each of its axes");
        }
        Object widened = isWhole(value) ? widen((Number) value) : value;
        if (!javaType.isInstance(widened)) {
            throw new IllegalArgumentException(Shown.quote(value) + " is a "
                    + value.getClass().getSimpleName() + "; " + this + " takes a " + javaType.getSimpleName());
        }
        return normalised(javaType.cast(widened));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** A whole number as the type's own, where the type holds it, else as it is. */
    protected Object widen(Number whole) {
        return whole;
    }

    /** A value of the Java type as this type holds it. Otherwise as {@link #check}. */
    protected T normalised(T value) {
        return value;
    }

    /** The order of values, the same on every database. */
    @SuppressWarnings("unchecked")
    public int compare(T a, T b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    // --- text

    /** The value that the text stands for; {@link IllegalArgumentException} when there is none. */
    public T parse(String value) {
        if (value.length() > LONGEST_TEXT
                || value.chars().anyMatch(c -> c >= ASCII)) { // the JDK takes digits of any script
            throw none(value);
        }
        T parsed;
        try {
            parsed = parsed(value);
        } catch (NumberFormatException | DateTimeException e) {
            throw none(value);
        }
        return check(parsed);
    }

    /**
     * The value that {@code toString()} of the value gives.
     *
     * @throws NumberFormatException when the text stands for no value, as {@link DateTimeException} and {@link #none}
     */
    protected abstract T parsed(String value);

    /** What to throw for a text that stands for no value of this type. */
    protected final IllegalArgumentException none(String value) {
        return new IllegalArgumentException(Shown.quote(value) + " is no " + this);
    }

    /** The value in the fingerprint of a filter: one text for one value, for all time. Without NUL. */
    public String canonical(T value) {
        return value.toString();
    }

    /** The value in a file for people and their programs. */
    public String fileText(T value) {
        return value.toString();
    }

    /** What {@link #parse} takes, out of a text in a file that people and their programs have written. */
    public String ofFile(String value) {
        return value;
    }

    // --- SQL

    /** The type of a column. */
    public abstract String columnType(AxisDialect dialect);

    /** A column or parameter as an expression that compares in the order of {@link #compare}. */
    public String ordered(String column, AxisDialect dialect) {
        return column;
    }

    public abstract void bind(PreparedStatement statement, int at, T value, AxisDialect dialect) throws SQLException;

    /** A value of a column. Where the column is NULL: null, or any value with {@link ResultSet#wasNull}. */
    public abstract @Nullable T read(ResultSet row, int at, AxisDialect dialect) throws SQLException;

    /** The value as a text that databases cast to the type of the column. */
    public String columnText(T value) {
        return value.toString();
    }

    /** Adds a value to a row in binary form. */
    public abstract void write(BinaryFields row, T value);

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof AxisKind<?> that && text.equals(that.text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    /** The type as text that belongs to no dialect: {@code integer}, {@code varchar(20)}, {@code numeric(10,2)}. */
    @Override
    public final String toString() {
        return text;
    }
}
