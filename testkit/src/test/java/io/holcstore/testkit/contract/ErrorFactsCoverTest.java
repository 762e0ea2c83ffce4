package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A new exception needs a test of its facts. */
class ErrorFactsCoverTest {
    @Test
    void everyExceptionHasATestThatIsNamedAfterIt() throws IOException, URISyntaxException {
        Set<String> tests = Arrays.stream(ErrorFactsContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        Set<String> exceptions = exceptions();
        assertThat(exceptions).contains("StoreSqlException");
        assertThat(exceptions).allSatisfy(name -> assertThat(tests).contains(testOf(name)));
    }

    private static Set<String> exceptions() throws IOException, URISyntaxException {
        Path classes = Path.of(StoreException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(classes)) {
            return exceptionsIn(classes);
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return exceptionsIn(jar.getPath("/"));
        }
    }

    private static Set<String> exceptionsIn(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("io/holcstore/error"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Exception.class") && !name.equals("StoreException.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static String testOf(String exception) {
        String name = exception.substring(0, exception.length() - "Exception".length());
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
