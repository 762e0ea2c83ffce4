package io.holcstore.internal.http;

import io.holcstore.key.Axis;
import io.holcstore.key.Condition;
import io.holcstore.key.KeyFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes and reads filters as parameters, one for each condition: {@code in:kind:base:draft} or
 * {@code between:version:1:5}. Values are percent-encoded within the parameter, and the whole parameter is encoded
 * again.
 */
public final class FilterParameters {
    private static final String IN = "in";
    private static final String BETWEEN = "between";
    public static final int MAX_CONDITIONS = 100;

    /** The most values of a filter, unless a server has its own limit. */
    public static final int MAX_VALUES = 10_000;

    private FilterParameters() {}

    /** Returns one parameter for each condition, in their order. */
    public static List<String> write(KeyFilter filter) {
        return filter.conditions().stream().map(FilterParameters::write).toList();
    }

    /** Counts the values of a filter in the same way as {@link #read}. */
    public static int values(KeyFilter filter) {
        return filter.conditions().stream()
                .mapToInt(condition ->
                        condition instanceof Condition.In<?> in ? in.values().size() : 2)
                .sum();
    }

    private static String write(Condition condition) {
        if (condition instanceof Condition.Between<?> between) {
            return text(BETWEEN, between.axis(), Stream.of(between.from(), between.to()));
        }
        Condition.In<?> in = (Condition.In<?>) condition;
        return text(IN, in.axis(), in.values().stream());
    }

    private static String text(String operator, Axis<?> axis, Stream<?> values) {
        StringBuilder text = new StringBuilder(operator).append(':').append(axis.name());
        values.forEach(value -> text.append(':').append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /**
     * Reads the output of {@link #write} for these axes.
     *
     * @throws ProblemException when it is something else, names another axis, or has more than {@code maxValues} values
     */
    public static KeyFilter read(List<String> parameters, List<Axis<?>> axes, int maxValues) throws ProblemException {
        if (parameters.size() > MAX_CONDITIONS) {
            throw ProblemException.badRequest("there are more than " + MAX_CONDITIONS + " filters");
        }
        KeyFilter filter = KeyFilter.all();
        int count = 0;
        for (String parameter : parameters) {
            // Counts before it splits, because each part takes many times the memory of its colon.
            count += Math.max(0, (int) parameter.chars().filter(c -> c == ':').count() - 1);
            if (count > maxValues) {
                throw ProblemException.badRequest("the filters have more than " + maxValues + " values");
            }
            filter = filter.and(condition(parameter.split(":", -1), axes));
        }
        return filter;
    }

    private static KeyFilter condition(String[] parts, List<Axis<?>> axes) throws ProblemException {
        String name = parts.length < 2 ? "" : parts[1];
        for (Axis<?> axis : axes) {
            if (axis.name().equals(name)) {
                try {
                    return condition(axis, parts);
                } catch (IllegalArgumentException e) {
                    throw ProblemException.badRequest("filter: " + e.getMessage());
                }
            }
        }
        throw ProblemException.badRequest("filter: no axis " + Quote.of(name) + "; there are "
                + axes.stream().map(Axis::name).toList()
                + "; write a filter as in:axis:value:... or between:axis:from:to");
    }

    private static <T> KeyFilter condition(Axis<T> axis, String[] parts) throws ProblemException {
        List<T> values = new ArrayList<>(parts.length - 2);
        for (int i = 2; i < parts.length; i++) {
            values.add(axis.parse(Parameters.decode(parts[i])).value());
        }
        if (parts[0].equals(IN)) {
            return axis.in(values);
        }
        if (parts[0].equals(BETWEEN) && values.size() == 2) {
            return axis.between(values.get(0), values.get(1));
        }
        throw ProblemException.badRequest("filter: " + Quote.of(parts[0]) + " with " + values.size()
                + " values; write a filter as in:axis:value:... or between:axis:from:to");
    }
}
