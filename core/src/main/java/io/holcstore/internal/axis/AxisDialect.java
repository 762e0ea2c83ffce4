package io.holcstore.internal.axis;

/** The differences between databases for values of axes. */
public interface AxisDialect {
    /** Returns the type of strings of any length that can be part of a primary key. */
    String textType();

    /** Returns the type of UUIDs. */
    default String uuidType() {
        return "uuid";
    }

    /** Returns how instants are stored, with at least microseconds. */
    InstantColumn instants();

    /** Returns an expression on a column of strings that compares by code point. */
    String orderedText(String column);
}
