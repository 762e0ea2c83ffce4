package io.holcstore.key;

import io.holcstore.internal.axis.AxisKinds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;

/** Computes {@link KeyFilter#fingerprint}. */
final class FilterFingerprint {
    private FilterFingerprint() {}

    static long of(KeyFilter filter) {
        String text = filter.conditions().stream()
                .map(FilterFingerprint::text)
                .distinct()
                .sorted()
                .collect(Collectors.joining("\0"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Returns a condition as text. No value of an axis contains NUL, so different lists of values give different texts.
     */
    private static String text(Condition condition) {
        String values;
        if (condition instanceof Condition.In<?> in) {
            values = in.values().stream()
                    .map(value -> "\0\0" + canonical(in.axis(), value))
                    .sorted()
                    .collect(Collectors.joining("", "in", ""));
        } else if (condition instanceof Condition.Between<?> between) {
            values = "between\0\0" + canonical(between.axis(), between.from()) + "\0\0"
                    + canonical(between.axis(), between.to());
        } else {
            throw new IllegalStateException("no such condition: " + condition);
        }
        return condition.axis() + "\0" + values;
    }

    private static String canonical(Axis<?> axis, Object value) {
        return AxisKinds.of(axis.type()).canonical(value);
    }
}
