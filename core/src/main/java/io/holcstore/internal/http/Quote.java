package io.holcstore.internal.http;

/** Formats text from other parties for a message: in quotes, short, and with printable characters only. */
public final class Quote {
    private static final int SHOWN = 80;

    private Quote() {}

    public static String of(String text) {
        return "'" + shown(text, SHOWN) + "'";
    }

    /** Returns the text on one line, cut to a length. */
    public static String shown(String text, int length) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(length)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return shown + (text.length() > shown.length() ? "..." : "");
    }
}
