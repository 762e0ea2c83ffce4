package io.holcstore.key;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));

    private final SeriesKey base = SeriesKey.of(VERSION.is(1), KIND.is("base"));
    private final SeriesKey draft = SeriesKey.of(VERSION.is(2), KIND.is("draft"));

    @Test
    void anAxisValueIsAFilter() {
        assertThat(VERSION.is(1).matches(base)).isTrue();
        assertThat(VERSION.is(1).matches(draft)).isFalse();
        assertThat(VERSION.is(1).conditions()).containsExactly(new Condition.In<>(VERSION, List.of(1)));
    }

    @Test
    void inMatchesEachOfItsValues() {
        KeyFilter filter = KIND.in("base", "peak", "base");
        assertThat(filter.matches(base)).isTrue();
        assertThat(filter.matches(draft)).isFalse();
        assertThat(filter.conditions()).containsExactly(new Condition.In<>(KIND, List.of("base", "peak")));
        assertThat(KIND.in(List.of("base", "peak")).conditions()).isEqualTo(filter.conditions());
    }

    @Test
    void inOfNothingMatchesNothing() {
        assertThat(KIND.in().matches(base)).isFalse();
        assertThat(KIND.in(List.of()).matches(draft)).isFalse();
        assertThat(KIND.in().conditions()).hasSize(1);
    }

    @Test
    void betweenIncludesBothEnds() {
        for (int version = 0; version <= 5; version++) {
            assertThat(VERSION.between(2, 4).matches(SeriesKey.of(VERSION.is(version))))
                    .as("version %d", version)
                    .isEqualTo(version >= 2 && version <= 4);
        }
        assertThat(VERSION.between(1, 1).matches(base)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VERSION.between(4, 2))
                .withMessageContaining("between 4 and 2 is empty");
    }

    @Test
    void betweenGoesByCodePoints() {
        Axis<String> name = Axis.of("name", TEXT);
        KeyFilter filter = name.between("\uE000", "\uD83D\uDE00");
        assertThat(filter.matches(SeriesKey.of(name.is("\uFFFD")))).isTrue();
        assertThat(filter.matches(SeriesKey.of(name.is("z")))).isFalse();
    }

    @Test
    void andNeedsBoth() {
        KeyFilter filter = VERSION.is(1).and(KIND.in("base", "draft"));
        assertThat(filter.matches(base)).isTrue();
        assertThat(filter.matches(draft)).isFalse();
        assertThat(filter.matches(SeriesKey.of(VERSION.is(1), KIND.is("peak")))).isFalse();
        assertThat(filter).hasToString("version = 1 and kind in ('base', 'draft')");
    }

    @Test
    void contradictingConditionsStayAndMatchNothing() {
        KeyFilter filter = VERSION.is(1).and(VERSION.is(2));
        assertThat(filter.conditions()).hasSize(2);
        assertThat(filter.matches(base)).isFalse();
        assertThat(filter.matches(draft)).isFalse();
    }

    @Test
    void allMatchesEveryKeyAndAddsNothing() {
        assertThat(KeyFilter.all().matches(base)).isTrue();
        assertThat(KeyFilter.all().matches(SeriesKey.of())).isTrue();
        assertThat(KeyFilter.all().conditions()).isEmpty();
        assertThat(KeyFilter.all().and(VERSION.is(1)).conditions())
                .isEqualTo(VERSION.is(1).conditions());
        assertThat(KeyFilter.all()).hasToString("all keys");
    }

    @Test
    void namesTheAxisAKeyDoesNotHave() {
        Axis<Integer> site = Axis.of("site", INT);
        KeyFilter filter = VERSION.is(7).and(site.is(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.matches(base))
                .withMessageContaining("no axis site");
    }

    @Test
    void checksEveryValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> KIND.in("ok", "a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> KIND.between("a", "b\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> KIND.between("\0", "b"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void refusesNull() {
        assertThatThrownBy(() -> KIND.in("a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("axis kind");
        assertThatThrownBy(() -> KIND.between(null, "b")).isInstanceOf(NullPointerException.class);
    }

    @Test
    void isNotTouchedByItsCaller() {
        List<String> kinds = new ArrayList<>(List.of("base"));
        KeyFilter filter = KIND.in(kinds);
        kinds.add("draft");
        assertThat(filter.matches(draft)).isFalse();
        assertThatThrownBy(() -> filter.conditions().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
