package io.holcstore.internal.sql;

/**
 * What a statement finds under the name of a table.
 *
 * @param schema the schema in which the database has found it
 * @param name the name as the database has it
 * @param problem why it cannot be the table of a store, as {@code is a view}; empty where it can
 */
public record FoundTable(String schema, String name, String problem) {
    public boolean isTable() {
        return problem.isEmpty();
    }
}
