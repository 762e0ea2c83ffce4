package io.holcstore.key;

import static io.holcstore.key.AxisType.BIGINT;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeriesKeyTest {
    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));

    private final SeriesKey base = SeriesKey.of(VERSION.is(1), KIND.is("base"));

    @Test
    void givesItsValuesByAxisAndByPosition() {
        int version = base.get(VERSION);
        assertThat(version).isEqualTo(1);
        assertThat(base.get(KIND)).isEqualTo("base");
        assertThat(base.size()).isEqualTo(2);
        assertThat(base.value(0)).isEqualTo(1);
        assertThat(base.at(1)).isEqualTo(KIND.is("base"));
        assertThat(base.get(Axis.of("version", INT))).isEqualTo(1);
        assertThat(base).hasToString("version=1, kind=base");
    }

    @Test
    void equalsByNamesAndValuesInAnyOrder() {
        assertThat(base)
                .isEqualTo(SeriesKey.of(VERSION.is(1), KIND.is("base")))
                .isEqualTo(SeriesKey.of(KIND.is("base"), VERSION.is(1)))
                .isEqualTo(SeriesKey.of(VERSION.is(1), Axis.of("kind", TEXT).is("base")))
                .hasSameHashCodeAs(SeriesKey.of(KIND.is("base"), VERSION.is(1)));
        assertThat(base)
                .isNotEqualTo(SeriesKey.of(VERSION.is(2), KIND.is("base")))
                .isNotEqualTo(SeriesKey.of(VERSION.is(1), KIND.is("Base")))
                .isNotEqualTo(SeriesKey.of(VERSION.is(1)))
                .isNotEqualTo(SeriesKey.of(
                        VERSION.is(1), KIND.is("base"), Axis.of("x", INT).is(0)))
                .isNotEqualTo(SeriesKey.of(Axis.of("v", INT).is(1), KIND.is("base")))
                .isNotEqualTo(SeriesKey.of(Axis.of("version", BIGINT).is(1L), KIND.is("base")));
    }

    @Test
    void tellsSwappedValuesApart() {
        Axis<Integer> a = Axis.of("a", INT);
        Axis<Integer> b = Axis.of("b", INT);
        assertThat(SeriesKey.of(a.is(1), b.is(2))).isNotEqualTo(SeriesKey.of(a.is(2), b.is(1)));
    }

    @Test
    void differsWhereOnlyTheHashIsTheSame() {
        Axis<String> one = Axis.of("Aa", TEXT); // "Aa" and "BB" have one hash
        Axis<String> other = Axis.of("BB", TEXT);
        assertThat(SeriesKey.of(one.is("x"))).hasSameHashCodeAs(SeriesKey.of(other.is("x")));
        assertThat(SeriesKey.of(one.is("x"))).isNotEqualTo(SeriesKey.of(other.is("x")));
        assertThat(SeriesKey.of(one.is("Aa"))).isNotEqualTo(SeriesKey.of(one.is("BB")));
    }

    @Test
    void spreadsTheHashesOfSmallNumbers() {
        Axis<Integer> client = Axis.of("client", INT);
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < 300; j++) {
                hashes.add(SeriesKey.of(VERSION.is(i), client.is(j)).hashCode());
            }
        }
        assertThat(hashes).hasSizeGreaterThan(89_000);
    }

    @Test
    void ordersByTheFirstAxisThenTheNext() {
        SeriesKey first = SeriesKey.of(VERSION.is(1), KIND.is("b"));
        SeriesKey second = SeriesKey.of(VERSION.is(2), KIND.is("a"));
        SeriesKey third = SeriesKey.of(VERSION.is(10), KIND.is("a"));
        assertThat(Stream.of(third, first, second, base).sorted(SeriesKey.ORDER))
                .containsExactly(first, base, second, third);
    }

    @Test
    void mayHaveNoAxes() {
        assertThat(SeriesKey.of()).isEqualTo(SeriesKey.of()).hasToString("(no axes)");
        assertThat(SeriesKey.of().size()).isZero();
    }

    @Test
    void refusesAnAxisTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesKey.of(VERSION.is(1), KIND.is("a"), VERSION.is(2)))
                .withMessage("axis version is named twice: version=1 and version=2");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void refusesNull() {
        assertThatThrownBy(() -> SeriesKey.of(VERSION.is(1), null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> VERSION.is(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("axis version");
    }

    @Test
    void namesTheAxisItDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.get(Axis.of("site", INT)))
                .withMessage("key version=1, kind=base has no axis site integer; "
                        + "it has (version integer, kind varchar(20))");
        assertThatIllegalArgumentException().isThrownBy(() -> base.get(Axis.of("version", BIGINT)));
    }

    @Test
    void isNotTouchedByItsCaller() {
        AxisValue<?>[] values = {VERSION.is(1), KIND.is("base")};
        SeriesKey key = SeriesKey.of(values);
        values[0] = VERSION.is(2);
        assertThat(key).isEqualTo(base);
    }

    @Test
    void axisValuesAreCheckedAndNormalised() {
        Axis<BigDecimal> price = Axis.of("price", NUMERIC(6, 2));
        assertThat(price.is(new BigDecimal("1.5"))).isEqualTo(price.is(new BigDecimal("1.50")));
        assertThat(price.widen(3).value()).isEqualTo(new BigDecimal("3.00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KIND.is("a kind of more than twenty"))
                .withMessageStartingWith("axis kind: 'a kind of more than twenty' has 26 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VERSION.widen("1"))
                .withMessageStartingWith("axis version: '1' is a String");
    }

    @Test
    void axesAreEqualByNameAndType() {
        assertThat(VERSION).isEqualTo(Axis.of("version", INT)).hasSameHashCodeAs(Axis.of("version", INT));
        assertThat(VERSION).isNotEqualTo(Axis.of("version", BIGINT)).isNotEqualTo(Axis.of("Version", INT));
        assertThat(KIND).hasToString("kind varchar(20)");
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.of(" ", INT));
    }
}
