package io.holcstore.internal.files.time;

/** Which of two instants a local time means that comes twice. */
public enum Repeats {
    REFUSE,
    IN_ORDER,
    EARLIER,
    LATER
}
