package io.holcstore.internal.http;

/** What others sent, for a message: in quotes, short, and of printable characters only. */
public final class Quote {
    private static final int SHOWN = 80;

    private Quote() {}

    public static String of(String text) {
        return "'" + shown(text, SHOWN) + "'";
    }

    /** The text on one line. */
    public static String shown(String text, int length) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(length)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return shown + (text.length() > shown.length() ? "..." : "");
    }
}
