package io.holcstore.internal.verb;

/** What a write does with what is stored. */
public enum WriteMode {
    /** There must be nothing under the key. */
    INSERT("insert", "inserting "),
    /** New values win over stored ones, NaN keeps them. */
    MERGE("merge", "merging "),
    /** The series becomes this one. */
    REPLACE("replace", "replacing ");

    private final String verb;
    private final String doing;

    WriteMode(String verb, String doing) {
        this.verb = verb;
        this.doing = doing;
    }

    /** The method of a store. */
    public String verb() {
        return verb;
    }

    /** How messages begin. */
    public String doing() {
        return doing;
    }
}
