package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
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

    /** The name of the current schema, as statements and metadata write it. */
    static String name(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        if (schema != null) {
            return schema;
        }
        String catalog = connection.getCatalog();
        if (catalog != null && !connection.getMetaData().supportsSchemasInTableDefinitions()) {
            return catalog;
        }
        if (connection.getMetaData().supportsSchemasInTableDefinitions()) {
            throw new AssertionError("connections have no current schema, so tests have no place for their tables: look"
                    + " whether the schemas of currentSchema= in the URL, or of the search_path of the role, exist, and"
                    + " whether the user may use them");
        }
        return "main";
    }

    /** Names each object with its schema: another one of this name may come later on the search path. */
    private static List<String> drops(Connection connection, DatabaseFacts facts) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String quote = metaData.getIdentifierQuoteString();
        String current = name(connection);
        String of = quote + current + quote + '.';
        String schema = connection.getSchema();
        List<String> drops = new ArrayList<>();
        try (ResultSet tables = metaData.getTables(connection.getCatalog(), schema, "%", null)) {
            while (tables.next()) {
                String found = tables.getString("TABLE_SCHEM");
                if (found != null && !found.equals(schema)) {
                    continue; // the name of a schema is a pattern, in which _ is any character
                }
                String type = tables.getString("TABLE_TYPE");
                String kind = type.equals("VIEW") ? "VIEW" : type.contains("TABLE") ? "TABLE" : "";
                if (!kind.isEmpty() && !type.startsWith("SYSTEM")) {
                    drops.add("DROP " + kind + " IF EXISTS " + of + quote + tables.getString("TABLE_NAME") + quote
                            + facts.cascade());
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(facts.sequences())) {
            statement.setString(1, current);
            try (ResultSet sequences = statement.executeQuery()) {
                while (sequences.next()) {
                    drops.add("DROP SEQUENCE IF EXISTS " + of + quote + sequences.getString(1) + quote);
                }
            }
        }
        return drops;
    }
}
