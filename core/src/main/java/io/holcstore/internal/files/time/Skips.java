package io.holcstore.internal.files.time;

/** What a local time means that the clock skipped. */
public enum Skips {
    REFUSE,
    DROP,
    SHIFT
}
