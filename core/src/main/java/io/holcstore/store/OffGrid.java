package io.holcstore.store;

/** What a store does with points that lie between the points of its grid. */
public enum OffGrid {
    /** Refuses the series with an {@link io.holcstore.error.OffGridException}. This is the default. */
    REJECT,
    /** Leaves such points out. {@link WriteResult#dropped()} counts the points among them that have a value. */
    DROP
}
