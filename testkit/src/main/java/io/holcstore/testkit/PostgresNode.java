package io.holcstore.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of one test, which may crash, and have a standby that is promoted. Its user is a superuser. */
public final class PostgresNode implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;

    /** What belongs to the running server, and what a standby gets from its primary. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "pg_wal");

    private final Path data;
    private final EmbeddedPostgres server;

    private PostgresNode(Path data, Map<String, String> settings) {
        this.data = data;
        this.server = PostgresServer.embedded(builder -> {
            builder.setDataDirectory(data).setCleanDataDirectory(false);
            settings.forEach(builder::setServerConfig);
        });
    }

    /**
     * Starts a server.
     *
     * @param data its directory, which is empty or not there; whoever made it deletes it
     */
    public static PostgresNode start(Path data, Map<String, String> settings) {
        return new PostgresNode(data, settings);
    }

    /** The JDBC URL, which names the user. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Opens a new connection at each call. */
    public DataSource dataSource() {
        return dataSource("postgres");
    }

    /** As {@link #dataSource()}, for another role. */
    public DataSource dataSource(String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.getJdbcUrl(role, "postgres"));
        return source;
    }

    /**
     * Kills a process of the server: all others end at once, what is in memory alone is lost, and the server recovers.
     * Returns when it has.
     */
    public void crash() {
        try (Connection connection = dataSource().getConnection()) {
            long pid = Long.parseLong(query(connection, "SELECT pg_backend_pid()"));
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        } catch (SQLException e) {
            throw new IllegalStateException("the server could not be asked for a process to kill", e);
        }
        while (!answers()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean answers() {
        if (!server.getProcess().isAlive() && server.getProcess().exitValue() != 0) {
            throw new IllegalStateException("the server has ended after a crash");
        }
        try (Connection connection = dataSource().getConnection()) {
            return query(connection, "SELECT 1").equals("1");
        } catch (SQLException e) {
            return false; // recovers, or has not yet noticed
        }
    }

    /** Starts a standby that streams from this server. */
    public PostgresNode standby(Path copy, Map<String, String> settings) {
        try (Connection connection = dataSource().getConnection()) {
            query(connection, "SELECT pg_backup_start('standby', TRUE)");
            copyTo(copy);
            String label = query(connection, "SELECT labelfile FROM pg_backup_stop(FALSE)");
            Files.createDirectory(copy.resolve("pg_wal"));
            Files.writeString(copy.resolve("backup_label"), label);
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost port=" + server.getPort() + " user=postgres'\n",
                    StandardOpenOption.APPEND);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("no standby could be made in " + copy, e);
        }
        return new PostgresNode(copy, settings);
    }

    private void copyTo(Path copy) throws IOException {
        try (Stream<Path> found = Files.walk(data)) {
            for (Path path : found.toList()) {
                Path relative = data.relativize(path);
                if (!NOT_COPIED.contains(relative.getName(0).toString())) {
                    copy(path, copy.resolve(relative));
                }
            }
        }
    }

    /** Files that the server deletes meanwhile are not needed: its log knows of it. */
    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            // deleted since
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a standby of this server has all that is committed here. */
    public void awaitAllAt(PostgresNode standby) {
        String end = query("SELECT pg_current_wal_flush_lsn()");
        standby.await("SELECT pg_last_wal_replay_lsn() >= CAST('" + end + "' AS pg_lsn)");
    }

    /** Ends the stream from the primary, so that this standby falls behind. */
    public void disconnect() {
        query("ALTER SYSTEM SET primary_conninfo = ''");
        query("SELECT pg_reload_conf()");
        await("SELECT NOT EXISTS (SELECT 1 FROM pg_stat_wal_receiver)");
    }

    /** Makes a primary of this standby. */
    public void promote() {
        query("SELECT pg_promote()");
    }

    private void await(String condition) {
        while (!query(condition).equals("t")) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Runs a statement and returns the first value that it gives, as text; empty where it gives none. */
    public String query(String sql) {
        try (Connection connection = dataSource().getConnection()) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the server in " + data + " was not stopped", e);
        }
    }
}
