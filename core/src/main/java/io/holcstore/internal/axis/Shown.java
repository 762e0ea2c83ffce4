package io.holcstore.internal.axis;

/** Formats values for messages and readable names. */
public final class Shown {
    private static final int QUOTED = 40;
    private static final int NAMED = 200;

    private Shown() {}

    /** Returns a text as part of a readable name. A long text is cut. */
    public static String shortened(String text) {
        return text.length() <= NAMED ? text : text.substring(0, QUOTED) + "... (" + text.length() + " characters)";
    }

    /** Returns a value for a message: strings in quotes, long ones cut. */
    public static String quote(Object value) {
        String text = value.toString();
        String shown = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
        return value instanceof String ? "'" + shown + "'" : shown;
    }
}
