package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BearerTokensTest {
    private static final Authorizer TOKENS =
            Authorizer.bearer(Map.of("right", Access.all(), "known", Access.forbidden()));

    private static Access decide(String... authorization) {
        return TOKENS.authorize(
                "loads",
                new SyncRequest(
                        "GET",
                        "/loads/changes",
                        null,
                        name -> name.equals("Authorization") ? List.of(authorization) : null,
                        InputStream.nullInputStream()));
    }

    @Test
    void eachTokenOpensWhatItOpens() {
        assertThat(decide("Bearer right")).isSameAs(Access.all());
        assertThat(decide("bearer right ")).isSameAs(Access.all());
        assertThat(decide("Bearer known")).isSameAs(Access.forbidden());
    }

    @Test
    void anythingElseOpensNothing() {
        String[] wrong = {
            "",
            "right",
            "Bearer",
            "Bearer ",
            "Bearer right2",
            "Bearer righ",
            "Bearer RIGHT",
            "Basic right",
            "Bearer right right"
        };
        for (String header : wrong) {
            assertThat(decide(header)).as(header).isSameAs(Access.unauthorized());
        }
        assertThat(decide()).isSameAs(Access.unauthorized());
        assertThat(decide("Bearer right", "Bearer right")).isSameAs(Access.unauthorized());
        assertThat(decide("Bearer " + "x".repeat(10_000))).isSameAs(Access.unauthorized());
    }

    @Test
    void tokensThatNoHeaderCarriesAreRefusedWithoutShowingThem() {
        for (String token : new String[] {"", " ", "geheim\n", "gehe im", "gehéim", "geheim\u0000"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Authorizer.bearer(token))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("gehe"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Authorizer.bearer(Map.of()));
    }
}
