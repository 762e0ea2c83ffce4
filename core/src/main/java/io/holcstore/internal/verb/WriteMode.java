package io.holcstore.internal.verb;

/** What a write does with what is stored. */
public enum WriteMode {
    /** There must be nothing under the key. */
    INSERT,
    /** New values win over stored ones, NaN keeps them. */
    MERGE,
    /** The series becomes this one. */
    REPLACE
}
