package io.holcstore.internal.files;

/**
 * Texts that a spreadsheet would take for a formula, behind an apostrophe, which makes it show them as they are. What
 * begins with an apostrophe gets another one, so that {@link #unescape} gives every text back.
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
