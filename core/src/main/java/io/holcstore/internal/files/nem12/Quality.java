package io.holcstore.internal.files.nem12;

import java.util.regex.Pattern;

/** Quality flags of values, with the two digits of a method or without. */
final class Quality {
    /** The flag of a day whose intervals have different qualities, which records of kind 400 contain. */
    static final String VARIES = "V";

    private static final String NO_DATA = "N";
    private static final Pattern ANY = Pattern.compile("[AEFNSV]([0-9]{2})?");
    private static final Pattern READABLE = Pattern.compile("[AEFS]([0-9]{2})?");

    private Quality() {}

    static boolean isQuality(String text) {
        return ANY.matcher(text).matches();
    }

    /** Returns whether intervals of this quality have values. */
    static boolean isReadable(String text) {
        return READABLE.matcher(text).matches();
    }

    static boolean isWithoutData(String quality) {
        return quality.startsWith(NO_DATA);
    }

    static boolean varies(String quality) {
        return quality.startsWith(VARIES);
    }

    /** Returns the flag without the method. */
    static String flag(String quality) {
        return quality.substring(0, 1);
    }
}
