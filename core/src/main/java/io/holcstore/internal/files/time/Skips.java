package io.holcstore.internal.files.time;

/** Decides the meaning of a local time that the clock skipped. */
public enum Skips {
    REFUSE,
    DROP,
    SHIFT
}
