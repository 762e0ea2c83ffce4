package io.holcstore.files;

/** What a local time without offset means that never was, because the clock was put forward over it. */
public enum SkippedHour {
    /** An error. */
    REFUSE,

    /** The row does not count: some programs write 24 hours every day, and fill them with anything. */
    DROP,

    /** The time that a clock shows which was not put forward: later by what was skipped, 03:30 for 02:30. */
    SHIFT
}
