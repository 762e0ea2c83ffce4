package io.holcstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the peers that keep their files themselves. */
final class Folders {
    private Folders() {}

    /** The lengths of all files, with what a store has allocated in them and not written yet. */
    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : all(folder)) {
            if (Files.isRegularFile(file)) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    static void delete(Path folder) throws IOException {
        for (Path file : all(folder)) {
            Files.delete(file);
        }
    }

    /** Files before their folders. */
    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
