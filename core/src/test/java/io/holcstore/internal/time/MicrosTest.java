package io.holcstore.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrosTest {
    private static long micros(String time) {
        return Micros.of(Instant.parse(time));
    }

    @Test
    void countsThroughAllYears() {
        assertThat(micros("1970-01-01T00:00:00.000001999Z")).isEqualTo(1);
        assertThat(micros("1969-12-31T23:59:59.999999Z")).isEqualTo(-1);
        assertThat(micros("0001-01-01T00:00:00Z")).isEqualTo(-62_135_596_800_000_000L);
        assertThat(micros("2500-01-01T00:00:00.000001Z")).isEqualTo(16_725_225_600_000_001L);
        assertThat(micros("9999-12-31T23:59:59.999999Z")).isEqualTo(253_402_300_799_999_999L);
    }

    @Test
    void theRangeEndsWithTheYear9999() {
        assertThat(Micros.isInRange(Instant.parse("0000-12-31T23:59:59.999999Z")))
                .isFalse();
        assertThat(Micros.isInRange(Instant.parse("0001-01-01T00:00:00Z"))).isTrue();
        assertThat(Micros.isInRange(Instant.parse("9999-12-31T23:59:59.999999999Z")))
                .isTrue();
        assertThat(Micros.isInRange(Instant.parse("+10000-01-01T00:00:00Z"))).isFalse();
    }
}
