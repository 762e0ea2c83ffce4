package io.holcstore.internal.files;

import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/** The values of keys as text and back. */
public final class KeyText {
    private static final char SEPARATOR = '/';
    private static final char ESCAPE = '\\';

    private KeyText() {}

    /** The i-th value of a key as text. */
    public static String of(SeriesKey key, int i) {
        return AxisKinds.of(key.at(i).axis().type()).fileText(key.value(i));
    }

    /**
     * The value on an axis that a text names, true and false in any case; {@link IllegalArgumentException} when it
     * names none.
     */
    public static Object parse(Axis<?> axis, String text) {
        AxisType<?> type = axis.type();
        return type.parse(AxisKinds.of(type).ofFile(text));
    }

    /**
     * A key as one text: {@code value} where it has none, its only value as it is, or its values with slashes between
     * them, {@code 1/base}.
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

    /** The values that {@link #join} made one text of, for a key of so many. */
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
