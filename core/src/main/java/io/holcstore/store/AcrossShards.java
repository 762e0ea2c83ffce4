package io.holcstore.store;

/** What a store that is spread over several servers does with a verb that writes to more than one of them. */
public enum AcrossShards {
    /** Refuses the verb with an {@link io.holcstore.error.AcrossShardsException}. This is the default. */
    REFUSE,
    /**
     * Runs the verb. It is not atomic: each server commits by itself, so a failure between two commits leaves the verb
     * stored on some servers only. Repeat a verb that failed, until it succeeds: a merge, a replacement, an erasure or
     * a deletion then has its whole effect.
     */
    NOT_ATOMIC
}
