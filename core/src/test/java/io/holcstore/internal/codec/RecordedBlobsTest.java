package io.holcstore.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.lz4.Lz4FrameReader;
import io.holcstore.store.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Blobs another system wrote, with what it says is in them. Skipped where the recordings are not beside the repository.
 */
class RecordedBlobsTest {
    private static final Path RECORDINGS = Path.of("../../shared/interop");

    private final Lz4FrameReader reader = new Lz4FrameReader();
    private final ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);

    @Test
    void everyBlobHoldsTheRecordedBytes() throws IOException {
        int blobs = 0;
        int linked = 0;
        for (Path file : files()) {
            for (JsonNode row : rows(read(file))) {
                if (!row.has("decoded_sha256")) {
                    continue;
                }
                int size = row.get("decoded_bytes").asInt();
                byte[] content = Arrays.copyOf(reader.read(blob(row), size), size);
                assertThat(sha256(content))
                        .as("%s %s", file, row.get("attrs"))
                        .isEqualTo(row.get("decoded_sha256").asString());
                blobs++;
                linked += row.get("frame").get("blocks").size() > 1 ? 1 : 0;
            }
        }
        assertThat(blobs).isGreaterThan(80);
        assertThat(linked).isPositive();
    }

    @Test
    void theValuesAreThoseOfTheSeriesReadBack() throws IOException {
        int compared = 0;
        for (Path file : files()) {
            JsonNode recording = read(file);
            Map<JsonNode, double[]> stored = new HashMap<>();
            for (JsonNode row : rows(recording.path("rows"))) {
                String dtype = row.get("dtype").asString();
                int slots =
                        row.get("decoded_bytes").asInt() / Dtype.parse(dtype).width();
                if (dtype.equals("uint64")) { // its values lie above 2^63, where doubles are 2048 apart
                    continue;
                }
                double[] values = stored.getOrDefault(row.get("attrs"), new double[0]);
                double[] longer = Arrays.copyOf(values, values.length + slots);
                codec.decode(dtype, blob(row), slots, longer, values.length);
                stored.put(row.get("attrs"), longer);
            }
            for (JsonNode series : recording.path("series_list")) {
                double[] values = stored.get(series.get("attrs"));
                if (values != null
                        && values.length > 0
                        && values.length == series.get("series").path("values").size()) {
                    assertThat(values)
                            .as("%s %s", file, series.get("attrs"))
                            .containsExactly(values(series.get("series")));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(15);
    }

    @Test
    void integersThatWouldLoseBitsAreRefused() throws IOException {
        for (Path file : files()) {
            for (JsonNode row : rows(read(file))) {
                if (row.get("dtype").asString().equals("uint64")) {
                    int slots = row.get("decoded_bytes").asInt() / 8;
                    assertThatExceptionOfType(ChunkFormatException.class)
                            .isThrownBy(() -> codec.decode("uint64", blob(row), slots, new double[slots], 0))
                            .withMessageContaining("9223372036854775973");
                }
            }
        }
    }

    private static List<Path> files() throws IOException {
        assumeTrue(Files.isDirectory(RECORDINGS), () -> "skipped: no recordings at " + RECORDINGS.toAbsolutePath());
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files.filter(file -> file.getFileName().toString().matches("(chunks|updates|rest-pull).*\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        return JsonMapper.shared().readTree(file);
    }

    /** Every object below {@code node} that is a row with a blob. */
    private static List<JsonNode> rows(JsonNode node) {
        return node.findParents("data_b64").stream()
                .filter(row -> row.has("dtype"))
                .toList();
    }

    private static byte[] blob(JsonNode row) {
        return Base64.getDecoder().decode(row.get("data_b64").asString());
    }

    private static double[] values(JsonNode series) {
        double[] values = new double[series.get("values").size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = series.get("values").get(i);
            values[i] = value.isNull()
                    ? Double.NaN
                    : value.isBoolean() ? (value.asBoolean() ? 1 : 0) : Double.parseDouble(value.asString());
        }
        return values;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
