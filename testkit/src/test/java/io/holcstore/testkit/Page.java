package io.holcstore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README.md or a page below docs, as the tests read it. A new page needs no entry anywhere. */
record Page(Path path) {
    static final Path TOP = Path.of("..");
    static final Path DOCS = TOP.resolve("docs");

    /** The table of contents, which also has what the Java of every page begins with. */
    static final Page CONTENTS = new Page(DOCS.resolve("README.md"));

    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(DOCS)) {
            Stream<Path> pages =
                    docs.filter(path -> path.toString().endsWith(".md")).sorted();
            return Stream.concat(Stream.of(TOP.resolve("README.md")), pages)
                    .map(Page::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of the fenced blocks of one language, in their order. */
    List<String> blocks(String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Whether its Java defines partitioned tables. */
    boolean needsPartitions() {
        return blocks("java").stream().anyMatch(block -> block.contains(".partitionBy("));
    }

    /** Whether its Java needs the servers that it configures. */
    boolean needsServers() {
        return !blocks("yaml").isEmpty();
    }

    @Override
    public String toString() {
        return TOP.relativize(path).toString().replace('\\', '/');
    }
}
