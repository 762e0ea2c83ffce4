package io.holcstore.internal.axis;

/** Values in messages and names that people read. */
public final class Shown {
    private static final int QUOTED = 40;
    private static final int NAMED = 200;

    private Shown() {}

    /** A text as part of a name that people read: a long one is cut. */
    public static String shortened(String text) {
        return text.length() <= NAMED ? text : text.substring(0, QUOTED) + "... (" + text.length() + " characters)";
    }

    /** A value for a message: strings in quotes, long ones cut. */
    public static String quote(Object value) {
        String text = value.toString();
        String shown = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
        return value instanceof String ? "'" + shown + "'" : shown;
    }
}
