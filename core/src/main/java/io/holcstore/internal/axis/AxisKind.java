package io.holcstore.internal.axis;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * One type of axis: its Java values, their order, their text, their column, and how they pass through JDBC and COPY. A
 * new type is a subclass of this one and a constant in {@code io.holcstore.key.AxisType}. Immutable and thread-safe.
 * Two types with the same text are equal.
 *
 * @param <T> the Java type of the values
 */
public abstract class AxisKind<T> {
    /** More than the length of the longest NUMERIC as text: its digits, its sign, its point and an exponent. */
    private static final int LONGEST_TEXT = NumericKind.MAX_PRECISION + 16;

    private static final int ASCII = 0x80;

    private final String text;
    private final Class<T> javaType;

    /**
     * Creates a type.
     *
     * @param text the type as text without a dialect, including its parameters
     */
    protected AxisKind(String text, Class<T> javaType) {
        this.text = text;
        this.javaType = javaType;
    }

    public final Class<T> javaType() {
        return javaType;
    }

    /** Returns the most UTF-16 units of a string; 0 when the type has no such limit. */
    public int length() {
        return 0;
    }

    /** Returns the number of digits; 0 when the type has no such limit. */
    public int precision() {
        return 0;
    }

    /** Returns the number of digits after the decimal point; 0 when the type has no such limit. */
    public int scale() {
        return 0;
    }

    // --- values

    /**
     * Returns the value in the form of this type. Throws an {@link IllegalArgumentException} with value and type when
     * it is not valid.
     */
    public final T check(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(
                    "null is not a valid " + this + ": a key must have a value on each of its axes");
        }
        Object widened = isWhole(value) ? widen((Number) value) : value;
        if (!javaType.isInstance(widened)) {
            throw new IllegalArgumentException(Shown.quote(value) + " is a "
                    + value.getClass().getSimpleName() + "; " + this + " accepts a " + javaType.getSimpleName());
        }
        return normalised(javaType.cast(widened));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** Converts a whole number to the type's own class when it fits, and otherwise returns it unchanged. */
    protected Object widen(Number whole) {
        return whole;
    }

    /** Returns a value of the Java type in the form of this type. Throws like {@link #check}. */
    protected T normalised(T value) {
        return value;
    }

    /** Compares values in an order that is the same on every database. */
    @SuppressWarnings("unchecked")
    public int compare(T a, T b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    // --- text

    /** Returns the value of a text. Throws an {@link IllegalArgumentException} when the text is not valid. */
    public T parse(String value) {
        if (value.length() > LONGEST_TEXT
                || value.chars().anyMatch(c -> c >= ASCII)) { // the JDK accepts digits of any script
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
     * Parses the output of the value's {@code toString()}.
     *
     * @throws NumberFormatException when the text is not valid; may also throw {@link DateTimeException} or
     *      {@link #none}
     */
    protected abstract T parsed(String value);

    /** Returns the exception for a text that is not valid for this type. */
    protected final IllegalArgumentException none(String value) {
        return new IllegalArgumentException(Shown.quote(value) + " is not a valid " + this);
    }

    /**
     * Returns the value in the fingerprint of a filter: always the same text for the same value in all versions.
     * Without NUL.
     */
    public String canonical(T value) {
        return value.toString();
    }

    /** Returns the value in a file. */
    public String fileText(T value) {
        return value.toString();
    }

    /** Converts a text from a file to the form that {@link #parse} accepts. */
    public String ofFile(String value) {
        return value;
    }

    // --- SQL

    /** Returns the type of a column. */
    public abstract String columnType(AxisDialect dialect);

    /** Returns a column or parameter as an expression that compares in the order of {@link #compare}. */
    public String ordered(String column, AxisDialect dialect) {
        return column;
    }

    public abstract void bind(PreparedStatement statement, int at, T value, AxisDialect dialect) throws SQLException;

    /** Reads a value of a column. For NULL it returns null, or any value with {@link ResultSet#wasNull}. */
    public abstract @Nullable T read(ResultSet row, int at, AxisDialect dialect) throws SQLException;

    /** Returns the value as a text that the database casts to the type of the column. */
    public String columnText(T value, AxisDialect dialect) {
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

    /** Returns the type as text without a dialect: {@code integer}, {@code varchar(20)}, {@code numeric(10,2)}. */
    @Override
    public final String toString() {
        return text;
    }
}
