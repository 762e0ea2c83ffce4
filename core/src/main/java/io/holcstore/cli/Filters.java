package io.holcstore.cli;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.KeyFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what command lines say of axes. */
final class Filters {
    /** A comma between two values. Behind a backslash, a comma belongs to a value. */
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private Filters() {}

    /**
     * Returns the filter of {@code axis=value} and {@code axis=value,value}, which must all hold.
     *
     * @throws UsageException when two of them are of one axis, which no series would match
     */
    static KeyFilter of(List<String> texts, List<Axis<?>> axes) {
        KeyFilter filter = KeyFilter.all();
        Set<Axis<?>> seen = new HashSet<>();
        for (String text : texts) {
            Axis<?> axis = axis(text, axes);
            if (!seen.add(axis)) {
                throw new UsageException("the axis " + axis.name() + " occurs twice; write --where " + axis.name()
                        + "=value,value for several values");
            }
            filter = filter.and(in(axis, behind(text)));
        }
        return filter;
    }

    private static <T> KeyFilter in(Axis<T> axis, String texts) {
        List<T> values = new ArrayList<>();
        for (String text : COMMA.split(texts, -1)) {
            values.add(axis.parse(text.replace("\\,", ",")).value());
        }
        return axis.in(values);
    }

    /** Returns the value of {@code axis=value}. */
    static AxisValue<?> value(String text, List<Axis<?>> axes) {
        return axis(text, axes).parse(behind(text));
    }

    /** Returns the axis of {@code axis=text}. */
    static Axis<?> axis(String text, List<Axis<?>> axes) {
        String name = text.substring(0, Math.max(0, text.indexOf('=')));
        return axes.stream()
                .filter(axis -> axis.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new UsageException("'" + text + "' names no axis of the store; write axis=value, with "
                                + axes.stream().map(Axis::name).toList()));
    }

    /** Returns what stands behind the equals sign. */
    static String behind(String text) {
        return text.substring(text.indexOf('=') + 1);
    }
}
