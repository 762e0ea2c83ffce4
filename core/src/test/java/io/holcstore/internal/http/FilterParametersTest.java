package io.holcstore.internal.http;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterParametersTest {
    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final Axis<String> KIND = Axis.of("kind", TEXT);
    private static final Axis<Instant> RUN = Axis.of("run", TIMESTAMP);
    private static final Axis<BigDecimal> PRICE = Axis.of("price", NUMERIC(10, 2));
    private static final List<Axis<?>> AXES = List.of(VERSION, KIND, RUN, PRICE);

    private static void comesBack(KeyFilter filter) throws ProblemException {
        assertThat(FilterParameters.read(FilterParameters.write(filter), AXES, 100)
                        .conditions())
                .isEqualTo(filter.conditions());
    }

    @Test
    void filtersComeBack() throws ProblemException {
        comesBack(KeyFilter.all());
        comesBack(VERSION.is(-1));
        comesBack(KIND.in("", "a:b", "100 %", "é\uD83D\uDE00", "x&y=z+ "));
        comesBack(KIND.in());
        comesBack(VERSION.between(1, 5).and(VERSION.in(2, 3)).and(KIND.is("base")));
        comesBack(RUN.between(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-01T00:00:00.000001Z")));
        comesBack(PRICE.is(new BigDecimal("0.10")));
    }

    @Test
    void theyReadAsTheyAreDescribed() {
        assertThat(FilterParameters.write(KIND.in("base", "a:b").and(VERSION.between(1, 5))))
                .containsExactly("in:kind:base:a%3Ab", "between:version:1:5");
    }

    private static void refused(String reason, String... parameters) {
        assertThatThrownBy(() -> FilterParameters.read(List.of(parameters), AXES, 5))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(400);
                    assertThat(e.problem().detail()).contains(reason).hasSizeLessThan(400);
                });
    }

    @Test
    void anythingElseIsRefused() {
        refused("no axis 'data'", "in:data:1");
        refused("no axis ''", "");
        refused("no axis ''", "in");
        refused("no axis 'VERSION'", "in:VERSION:1");
        refused("'regex'", "regex:kind:.*");
        refused("'IN'", "IN:kind:base");
        refused("'between' with 1 values", "between:version:1");
        refused("'between' with 3 values", "between:version:1:2:3");
        refused("'x' is not a valid integer", "in:version:x");
        refused("between 5 and 1 is empty", "between:version:5:1");
        refused("percent-encoded", "in:kind:%");
        refused("more than 5 values", "in:version:1:2:3", "in:kind:a:b:c");
        refused("'" + "x".repeat(80) + "...'", "in:" + "x".repeat(100_000));
        refused(
                "more than 100 filters",
                Stream.generate(() -> "in:version").limit(101).toArray(String[]::new));
    }
}
