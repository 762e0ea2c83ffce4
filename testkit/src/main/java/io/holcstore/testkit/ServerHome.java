package io.holcstore.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The directory of one server of MariaDB or MySQL, which is deleted when the JVM ends, and the programs that use it.
 */
final class ServerHome {
    private static final long START_SECONDS = 120;

    private final Path directory;

    private ServerHome(Path directory) {
        this.directory = directory;
    }

    static ServerHome create(String product) throws IOException {
        ServerHome home = new ServerHome(Files.createTempDirectory("holcstore-" + product + '-'));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(home.directory)));
        return home;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Path data() {
        return file("data");
    }

    /** Writes the file of statements that a server runs when it starts. */
    Path users() throws IOException {
        return Files.writeString(
                file("users.sql"),
                "CREATE USER 'test'@'%' IDENTIFIED BY 'test';\nGRANT ALL ON *.* TO 'test'@'%' WITH GRANT OPTION;\n");
    }

    /** Runs a program to its end. */
    void run(Path base, List<String> command) throws IOException {
        try {
            int result = process(base, command).waitFor();
            if (result != 0) {
                throw new IOException(command.get(0) + " ended with " + result + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Starts a server, which ends with the JVM, and waits until it listens. */
    Process serve(Path base, List<String> command, int port) throws IOException {
        Process server = process(base, command);
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        for (long waited = 0; !accepts(port); waited++) {
            if (!server.isAlive() || waited > 10 * START_SECONDS) {
                server.destroyForcibly();
                throw new IOException("the server did not listen" + said());
            }
            pause();
        }
        return server;
    }

    private Process process(Path base, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file("log").toFile()));
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

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String said() throws IOException {
        List<String> lines = Files.readAllLines(file("log"), StandardCharsets.UTF_8);
        return "; it said:" + System.lineSeparator()
                + String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** What makes the files that the JVMs of one user share. */
    @FunctionalInterface
    interface Making {
        void make(Path target) throws IOException;
    }

    /** Returns a directory that the JVMs of one user share, made at the first call. */
    static Path shared(String product, String version, Making making) throws IOException {
        Path shared = Path.of(
                System.getProperty("java.io.tmpdir"),
                "holcstore-" + product + '-' + System.getProperty("user.name").replaceAll("\\W", "_"));
        PostgresServer.makePrivate(shared);
        Path target = shared.resolve(version);
        try (FileChannel channel =
                        FileChannel.open(shared.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Path done = target.resolve("unpacked");
            if (lock.isValid() && !Files.exists(done)) {
                deleteAll(target); // an earlier call may have ended halfway
                making.make(target);
                Files.createFile(done);
            }
        }
        return target;
    }

    private static void deleteAll(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
        } catch (IOException | RuntimeException e) {
            System.getLogger(ServerHome.class.getName()).log(System.Logger.Level.DEBUG, "left " + directory, e);
        }
    }
}
