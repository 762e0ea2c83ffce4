package io.holcstore.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    private static long longest(int failures) {
        return Backoff.delay(failures, Math.nextDown(1.0)).toMillis();
    }

    @Test
    void theBoundDoublesUpToHalfAMinute() {
        assertThat(longest(1)).isEqualTo(499);
        assertThat(longest(2)).isEqualTo(999);
        assertThat(longest(6)).isEqualTo(15_999);
        assertThat(longest(7)).isEqualTo(29_999);
        assertThat(longest(Integer.MAX_VALUE)).isEqualTo(29_999);
        assertThat(Backoff.delay(7, 0)).isZero();
        assertThat(Backoff.delay(7, 0.5)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(Backoff.retryAfter("120", NOW)).contains(Duration.ofMinutes(2));
        assertThat(Backoff.retryAfter("Sun, 06 Nov 1994 08:49:37 GMT", NOW)).contains(Duration.ofSeconds(37));
        assertThat(Backoff.retryAfter("Sun, 06 Nov 1994 08:48:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void anythingElseIsNoRetryAfter() {
        for (String header : new String[] {"", "-1", "1.5", "soon", "9999999999", "\u0661", "2024-01-01T00:00:00Z"}) {
            assertThat(Backoff.retryAfter(header, NOW)).as(header).isEmpty();
        }
    }
}
