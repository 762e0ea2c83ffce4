package io.holcstore.testkit.contract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A DuckDB in memory, in UTC, as the other program that reads and writes Parquet files. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    DuckDb() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            run("SET TimeZone='UTC'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows of a query, each a text with commas, in which DuckDB writes the values. */
    static List<String> rows(String query, Path... files) {
        try (DuckDb duck = new DuckDb()) {
            return duck.query(with(query, files));
        }
    }

    /** Writes a file with the rows of a query. */
    static Path write(Path file, String query, String options) {
        try (DuckDb duck = new DuckDb()) {
            duck.run("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
        }
        return file;
    }

    private static String with(String query, Path... files) {
        String all = query;
        for (Path file : files) {
            all = all.replaceFirst("\\?", "'" + file + "'");
        }
        return all;
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    List<String> query(String sql) {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COLUMNS(*)::VARCHAR FROM (" + sql + ")")) {
            while (found.next()) {
                StringJoiner row = new StringJoiner(", ");
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                all.add(row.toString());
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
