package io.holcstore.store;

/** What a store does with points that lie between the points of its grid. */
public enum OffGrid {
    /** Refuses the series with an {@link io.holcstore.error.OffGridException}. This is the default. */
    REJECT,
    /** Leaves such points out. {@link WriteResult#dropped()} counts the points among them that have a value. */
    DROP,
    /**
     * Moves such points to the nearest point of the grid, as a logger with an inexact clock needs. A point halfway
     * between two belongs to the later one. {@link WriteResult#moved()} counts the moved values.
     *
     * <p>Two points that move to one instant must have the same value. The store refuses the series with a
     * {@link io.holcstore.error.ConflictingValuesException} otherwise. A value moved to an instant that is stored
     * already is a new value of that instant.
     */
    NEAREST,
    /**
     * Moves such points back to the last point of the grid before them, which is the start of the interval that they
     * lie in. The rest is as for {@link #NEAREST}.
     */
    FLOOR
}
