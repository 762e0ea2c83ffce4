package io.holcstore.files;

/** The meaning of a local time without an offset that occurs twice, because the clock is put back. */
public enum RepeatedHour {
    /** An error: the file does not say which of the two it means. */
    REFUSE,

    /**
     * The first of the two that lies after the row before, of the same series. Rows must be in order of time, and may
     * be in reverse order: the first rows of a file show which. Anything else is an error.
     */
    IN_ORDER,

    /** Always the first, in summer time. */
    EARLIER,

    /** Always the second, in winter time. */
    LATER
}
