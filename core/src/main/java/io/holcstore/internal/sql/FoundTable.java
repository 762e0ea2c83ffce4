package io.holcstore.internal.sql;

/**
 * The object that a statement finds under the name of a table.
 *
 * @param schema the schema in which the database found it
 * @param name the name in the spelling of the database
 * @param problem why it cannot be the table of a store, such as {@code is a view}; empty when it can
 */
public record FoundTable(String schema, String name, String problem) {
    public boolean isTable() {
        return problem.isEmpty();
    }
}
