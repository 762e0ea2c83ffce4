package io.holcstore.internal.files;

/**
 * Escapes texts that a spreadsheet would execute as a formula. An apostrophe before such a text makes the spreadsheet
 * show it unchanged. A text that begins with an apostrophe gets another one, so that {@link #unescape} restores every
 * text.
 */
public final class FormulaCells {
    private static final String BEGINNINGS = "=+-@\t\r\n'";

    private FormulaCells() {}

    public static String escape(String text) {
        return isSpecial(text, 0) ? "'" + text : text;
    }

    public static String unescape(String cell) {
        return cell.startsWith("'") && isSpecial(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isSpecial(String text, int at) {
        return at < text.length() && BEGINNINGS.indexOf(text.charAt(at)) >= 0;
    }
}
