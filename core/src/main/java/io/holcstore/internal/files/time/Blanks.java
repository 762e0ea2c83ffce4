package io.holcstore.internal.files.time;

/**
 * Blanks of texts in files. Spreadsheets and web pages write no-break and narrow spaces, which users cannot distinguish
 * from others, and {@link String#strip} keeps them.
 */
public final class Blanks {
    /** No-break, narrow, thin and figure spaces, and the mark of the byte order inside a file. */
    static final String UNUSUAL = "\u00a0\u202f\u2009\u2007\ufeff";

    private Blanks() {}

    /** Returns a text without blanks around it. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        if (to > 0 && isAscii(text.charAt(0)) && isAscii(text.charAt(to - 1))) {
            return text; // nearly all texts
        }
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns a text without blanks around it, and with spaces for all other blanks. */
    public static String plain(String text) {
        String stripped = strip(text);
        StringBuilder plain = null;
        for (int i = 0; i < stripped.length(); i++) {
            if (isUnusual(stripped.charAt(i))) {
                plain = plain == null ? new StringBuilder(stripped) : plain;
                plain.setCharAt(i, ' ');
            }
        }
        return plain == null ? stripped : plain.toString();
    }

    private static boolean isAscii(char c) {
        return c > ' ' && c < '\u007f';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || isUnusual(c);
    }

    private static boolean isUnusual(char c) {
        return c > '\u007f' && UNUSUAL.indexOf(c) >= 0;
    }
}
