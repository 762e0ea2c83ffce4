package io.holcstore.error;

import java.util.List;

/**
 * The tables in the database are not those the definition asks for: what the table says, what the definition says. The
 * table has the name of its store.
 */
public final class SchemaMismatchException extends StoreException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always an immutable list from List.copyOf, which is serializable
    private final List<String> differences;

    /** With each difference, in words. */
    public SchemaMismatchException(String table, List<String> differences) {
        super(
                "table " + table + " does not match its definition: " + String.join("; ", differences),
                null,
                table,
                null);
        this.differences = List.copyOf(differences);
    }

    /** Every difference found, one sentence each. */
    public List<String> differences() {
        return differences;
    }
}
