package io.holcstore.key;

import java.util.List;
import java.util.stream.Collectors;

/** A filter whose conditions must all hold. Without conditions, every key matches. */
record Conjunction(List<Condition> conditions) implements KeyFilter {
    static final Conjunction ALL = new Conjunction(List.of());

    @Override
    public String toString() {
        return conditions.isEmpty()
                ? "all keys"
                : conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
    }
}
