package io.holcstore.feed;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCursorTest {
    private static final Axis<Integer> VERSION = Axis.of("version", INT);
    private static final Axis<String> KIND = Axis.of("kind", VARCHAR(20));

    @Test
    void textComesBackAsTheSameCursor() {
        for (ChangeCursor cursor : List.of(
                ChangeCursor.start(),
                ChangeCursor.of(1, KeyFilter.all(), 0, 0),
                ChangeCursor.of(-1, VERSION.is(1), Long.MAX_VALUE, Long.MAX_VALUE),
                ChangeCursor.of(Long.MIN_VALUE, KIND.is("ä"), 17, 4))) {
            assertThat(ChangeCursor.parse(cursor.toString())).isEqualTo(cursor).hasSameHashCodeAs(cursor);
            assertThat(cursor.toString()).matches("[0-9a-z.]+");
        }
        assertThat(ChangeCursor.start().isStart()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Start",
                "start ",
                "0000000000000000.0000000000000001.1.1",
                "000000000000001.0000000000000001.1.1",
                "0000000000000001.000000000000000g.1.1",
                "0000000000000001.0000000000000001.1",
                "0000000000000001.0000000000000001.1.1.1",
                "0000000000000001.0000000000000001.-1.1",
                "0000000000000001.0000000000000001.1.9223372036854775808",
                "0000000000000001.0000000000000001.9999999999999999999.1",
                "0000000000000001.0000000000000001.1.\u0663",
                "' OR 1 = 1"
            })
    void junkIsRefused(String text) {
        assertThatThrownBy(() -> ChangeCursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a change cursor");
    }

    @Test
    void junkIsNotRepeatedAtLength() {
        assertThatThrownBy(() -> ChangeCursor.parse("x".repeat(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void noPositionIsBeforeTheFirst() {
        assertThatThrownBy(() -> ChangeCursor.of(0, KeyFilter.all(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChangeCursor.of(1, KeyFilter.all(), -1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChangeCursor.of(1, KeyFilter.all(), 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void positionsAreInOrder() {
        ChangeCursor cursor = ChangeCursor.of(1, KeyFilter.all(), 5, 5);
        assertThat(cursor.isBefore(ChangeCursor.of(1, KeyFilter.all(), 5, 6))).isTrue();
        assertThat(cursor.isBefore(ChangeCursor.of(1, KeyFilter.all(), 6, 1))).isTrue();
        assertThat(cursor.isBefore(cursor)).isFalse();
        assertThat(cursor.isBefore(ChangeCursor.of(1, KeyFilter.all(), 4, 9))).isFalse();
        assertThat(ChangeCursor.start().isBefore(cursor)).isTrue();
    }

    @Test
    void filtersThatAskForTheSameAreTheSame() {
        ChangeCursor cursor = ChangeCursor.of(1, VERSION.in(1, 2).and(KIND.between("a", "b")), 1, 1);
        assertThat(cursor.isFor(KIND.between("a", "b").and(VERSION.in(2, 1, 2))))
                .isTrue();
        assertThat(cursor.isFor(VERSION.in(2, 1).and(KIND.between("a", "b")).and(VERSION.in(1, 2))))
                .isTrue();
        assertThat(ChangeCursor.start().isFor(KIND.is("any"))).isTrue();
    }

    @Test
    void filtersThatAskForOthersAreOthers() {
        Set<Long> marks = new HashSet<>();
        List<KeyFilter> filters = List.of(
                KeyFilter.all(),
                VERSION.is(1),
                VERSION.is(2),
                VERSION.is(12),
                VERSION.in(1, 2),
                VERSION.in(),
                VERSION.between(1, 2),
                VERSION.between(1, 1),
                VERSION.is(1).and(VERSION.is(2)),
                KIND.is("1"),
                KIND.is("a, b"),
                KIND.in("a", "b"),
                KIND.in("a", " b"),
                KIND.is(""),
                KIND.in(),
                Axis.of("kind", VARCHAR(21)).is("1"),
                Axis.of("version", VARCHAR(20)).is("1"),
                VERSION.is(1).and(KIND.is("1")));
        filters.forEach(filter -> marks.add(filter.fingerprint()));
        assertThat(marks).hasSameSizeAs(filters);
    }
}
