package io.holcstore.files;

/** What a local time without offset means that comes twice, because the clock was put back. */
public enum RepeatedHour {
    /** An error: the file does not say which of the two it means. */
    REFUSE,

    /**
     * The first of the two that lies after the row before, of the same series. Asks for rows in order of time; anything
     * else is an error.
     */
    IN_ORDER,

    /** Always the first, in summer time. */
    EARLIER,

    /** Always the second, in winter time. */
    LATER
}
