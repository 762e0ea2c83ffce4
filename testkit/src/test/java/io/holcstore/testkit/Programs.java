package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs of applications, compiled and run in processes of their own. */
final class Programs {
    private Programs() {}

    /** A tool of a JDK. */
    static String tool(Path jdk, String name) {
        return jdk.resolve("bin").resolve(name).toString();
    }

    /** The command of the compiler of a JDK, to which arguments are added. It starts fast, and compiles little. */
    static List<String> compiler(Path jdk) {
        return new ArrayList<>(List.of(tool(jdk, "javac"), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    }

    /** Runs a command, which must succeed, and returns what it says. */
    static String execute(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, said).isZero();
        return said;
    }

    /** The class path of the jars and folders that these classes are in. */
    static String path(Class<?>... members) {
        return Stream.of(members)
                .map(Programs::place)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    static Path place(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
