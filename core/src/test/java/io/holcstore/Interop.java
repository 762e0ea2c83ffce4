package io.holcstore;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recordings of what another system wrote, in a folder beside the repository; tests that need one skip where it is
 * absent.
 */
public final class Interop {
    private static final List<Path> PLACES = List.of(Path.of("../../shared/interop"), Path.of("../shared/interop"));

    private Interop() {}

    /** One recording. */
    public static JsonNode read(String file) {
        Stream<Path> found = PLACES.stream().map(place -> place.resolve(file)).filter(Files::isReadable);
        Path path = found.findFirst().orElse(null);
        assumeTrue(path != null, () -> "skipped: no recording " + file + " in any of " + PLACES);
        return JsonMapper.shared().readTree(path);
    }
}
