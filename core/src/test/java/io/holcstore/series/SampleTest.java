package io.holcstore.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Instant NOON = Instant.parse("2024-03-31T12:00:00Z");

    @Test
    void samplesAreEqualWhenTimeAndValueAre() {
        assertThat(new Sample(NOON, 1.5)).isEqualTo(new Sample(NOON, 1.5)).isNotEqualTo(new Sample(NOON, 2.5));
        assertThat(new Sample(NOON, Double.NaN)).isEqualTo(new Sample(NOON, Double.NaN));
    }

    @Test
    @SuppressWarnings("NullAway") // what an application without nullness checks can do
    void aSampleHasATime() {
        assertThatThrownBy(() -> new Sample(null, 1.5))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("time");
    }
}
