package io.holcstore.error;

import java.util.List;

/**
 * Thrown when the tables in the database do not match the definition. The message says what each of them has. The name
 * of the table is the name of its store.
 */
public final class SchemaMismatchException extends StoreException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always an immutable list from List.copyOf, which is serializable
    private final List<String> differences;

    /** Creates an exception that describes each difference. */
    public SchemaMismatchException(String table, List<String> differences) {
        super(
                "table " + table + " does not match its definition: " + String.join("; ", differences),
                null,
                table,
                null);
        this.differences = List.copyOf(differences);
    }

    /** Returns every difference that was found, one sentence for each. */
    public List<String> differences() {
        return differences;
    }
}
