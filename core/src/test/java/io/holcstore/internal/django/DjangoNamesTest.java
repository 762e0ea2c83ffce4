package io.holcstore.internal.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Interop;
import io.holcstore.error.DefinitionException;
import io.holcstore.time.ChunkBy;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Table, constraint and index names of the Python application, and the hash that ends the long ones. */
class DjangoNamesTest {
    @Test
    void everyRecordedNameIsDerived() {
        int checked = 0;
        for (JsonNode row : Interop.read("ddl.json").get("names")) {
            if (row.has("error")) {
                assertThatThrownBy(() -> names(row)).isInstanceOf(DefinitionException.class);
            } else {
                assertThat(names(row))
                        .isEqualTo(new DjangoNames(
                                row.get("table").asString(),
                                row.get("unique").asString(),
                                row.get("axis_index").asString(),
                                row.get("upd_index").asString()));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(13);
    }

    private static DjangoNames names(JsonNode row) {
        return DjangoNames.of(
                row.get("app").asString(),
                row.get("model").asString(),
                row.get("chunk_axis").size() == 2 ? ChunkBy.YEAR_MONTH : ChunkBy.YEAR,
                row.get("freq").asString(),
                row.get("tz").asString(),
                row.get("sync").asBoolean());
    }

    @Test
    void settingsStandInTheName() {
        assertThat(DjangoNames.of("meters", "LoadCurve", ChunkBy.YEAR, "15min", "Etc/GMT+1", true))
                .isEqualTo(new DjangoNames(
                        "meters_loadcurve__cayear_f15min_tzEtc_GMT+1_sync",
                        "meters_loadcurve_unq",
                        "meters_loadcurve_axis",
                        "meters_loadcurve_upd"));
    }

    @Test
    void namesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> DjangoNames.of("a\"b", "M", ChunkBy.YEAR, "1h", "UTC", false))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("a\"b");
    }

    /** The first is the example of RFC 7693, appendix A; the others fill a block, and more than one. */
    @ParameterizedTest
    @CsvSource({
        "abc, 1, 64, ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        "a, 0, 4, 1271cf25",
        "a, 128, 4, 12cabd16",
        "a, 129, 4, 55ada03e",
        "a, 300, 4, a5de59a0",
    })
    void theHashIsThatOfTheStandard(String text, int times, int size, String expected) {
        byte[] message = text.repeat(times).getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(Blake2b.hash(message, size))).isEqualTo(expected);
    }
}
