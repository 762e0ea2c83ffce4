package io.holcstore.files;

/** The meaning of a local time without an offset that did not exist, because the clock is put forward over it. */
public enum SkippedHour {
    /** An error. */
    REFUSE,

    /** The row does not count. Some programs write 24 hours every day, and fill the skipped one with anything. */
    DROP,

    /** The time of a clock that is not put forward: 02:30 means 03:30. */
    SHIFT
}
