package io.holcstore.internal.files.time;

/** Decides between the two instants of a repeated local time. */
public enum Repeats {
    REFUSE,
    IN_ORDER,
    EARLIER,
    LATER
}
