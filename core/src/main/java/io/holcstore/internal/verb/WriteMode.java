package io.holcstore.internal.verb;

/** How a write treats stored values. */
public enum WriteMode {
    /** The key must not exist yet. */
    INSERT("insert", "inserting "),
    /** New values replace stored ones, except that NaN keeps them. */
    MERGE("merge", "merging "),
    /** The new series replaces the stored one. */
    REPLACE("replace", "replacing ");

    private final String verb;
    private final String doing;

    WriteMode(String verb, String doing) {
        this.verb = verb;
        this.doing = doing;
    }

    /** Returns the name of the store's method. */
    public String verb() {
        return verb;
    }

    /** Returns the beginning of messages. */
    public String doing() {
        return doing;
    }
}
