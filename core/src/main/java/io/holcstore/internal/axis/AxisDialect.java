package io.holcstore.internal.axis;

/** What a database does in its own way with values of axes. */
public interface AxisDialect {
    /** The type of strings of any length that can be part of a primary key. */
    String textType();

    /** The type of UUIDs. */
    default String uuidType() {
        return "uuid";
    }

    /** How instants are kept, with at least microseconds. */
    InstantColumn instants();

    /** An expression on a column of strings that compares by code point. */
    String orderedText(String column);
}
