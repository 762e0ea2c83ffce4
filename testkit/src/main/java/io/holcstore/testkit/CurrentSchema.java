package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The current schema of an application's connections, where tests have no schema of their own. */
final class CurrentSchema {
    private CurrentSchema() {}

    /** Fails if there are tables or sequences, which are not of a test. */
    static void requireEmpty(Connection connection, DatabaseFacts facts) throws SQLException {
        List<String> drops = drops(connection, facts);
        if (!drops.isEmpty()) {
            throw new AssertionError(
                    "the contracts have no place for their tables: the user may not create schemas, or a"
                            + " pooler gives each transaction another session, and the current schema '"
                            + connection.getSchema() + "' is not empty (to empty it: " + drops.get(0)
                            + "; ..). Grant the user CREATE on the database, or give a data source whose connections begin in a"
                            + " schema without tables: currentSchema= in the URL of the PostgreSQL driver, or ALTER ROLE .. SET"
                            + " search_path behind a pooler");
        }
    }

    /** Drops all that a test has left. */
    static void empty(Connection connection, DatabaseFacts facts) throws SQLException {
        for (String drop : drops(connection, facts)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(drop);
            }
        }
    }

    private static List<String> drops(Connection connection, DatabaseFacts facts) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        List<String> drops = new ArrayList<>();
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (tables.next()) {
                String type = tables.getString("TABLE_TYPE");
                String kind = type.equals("VIEW") ? "VIEW" : type.contains("TABLE") ? "TABLE" : "";
                if (!kind.isEmpty()) {
                    drops.add("DROP " + kind + " IF EXISTS " + quote + tables.getString("TABLE_NAME") + quote
                            + " CASCADE");
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(facts.sequences())) {
            String schema = connection.getSchema();
            statement.setString(1, schema == null ? connection.getCatalog() : schema);
            try (ResultSet sequences = statement.executeQuery()) {
                while (sequences.next()) {
                    drops.add("DROP SEQUENCE IF EXISTS " + quote + sequences.getString(1) + quote);
                }
            }
        }
        return drops;
    }
}
