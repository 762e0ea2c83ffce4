package io.holcstore.internal.files;

import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/** Converts the values of keys to text and back. */
public final class KeyText {
    private static final char SEPARATOR = '/';
    private static final char ESCAPE = '\\';

    private KeyText() {}

    /** Returns the i-th value of a key as text. */
    public static String of(SeriesKey key, int i) {
        return AxisKinds.of(key.at(i).axis().type()).fileText(key.value(i));
    }

    /**
     * Parses the value of an axis, with true and false in upper or lower case. Throws an
     * {@link IllegalArgumentException} when the text is not valid.
     */
    public static Object parse(Axis<?> axis, String text) {
        AxisType<?> type = axis.type();
        return type.parse(AxisKinds.of(type).ofFile(text));
    }

    /**
     * Returns a key as one text: {@code value} when it has no values, its only value unchanged, or its values with
     * slashes between them, {@code 1/base}.
     */
    public static String join(SeriesKey key) {
        if (key.size() < 2) {
            return key.size() == 0 ? CsvNames.VALUE : of(key, 0);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            if (i > 0) {
                text.append(SEPARATOR);
            }
            String value = of(key, i);
            for (int k = 0; k < value.length(); k++) {
                char c = value.charAt(k);
                if (c == SEPARATOR || c == ESCAPE) {
                    text.append(ESCAPE);
                }
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Splits the output of {@link #join} into the values of a key with this number of values. */
    public static List<String> split(String text, int size) {
        if (size < 2) {
            return size == 0 ? List.of() : List.of(text);
        }
        List<String> values = new ArrayList<>(size);
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE && i + 1 < text.length()) {
                value.append(text.charAt(++i));
            } else if (c == SEPARATOR) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
