package io.holcstore.cli;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.KeyFilter;
import java.util.ArrayList;
import java.util.List;

/** Reads what command lines say of axes. */
final class Filters {
    private Filters() {}

    /** Returns the filter of {@code axis=value} and {@code axis=value,value}, which must all hold. */
    static KeyFilter of(List<String> texts, List<Axis<?>> axes) {
        KeyFilter filter = KeyFilter.all();
        for (String text : texts) {
            filter = filter.and(in(axis(text, axes), behind(text)));
        }
        return filter;
    }

    private static <T> KeyFilter in(Axis<T> axis, String texts) {
        List<T> values = new ArrayList<>();
        for (String text : texts.split(",", -1)) {
            values.add(axis.parse(text).value());
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
