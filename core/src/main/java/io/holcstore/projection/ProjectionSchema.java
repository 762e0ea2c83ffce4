package io.holcstore.projection;

import io.holcstore.error.SchemaMismatchException;

/**
 * The table of one projection. Thread-safe, and safe to call from several processes at once.
 *
 * <p>H2 commits with each statement of DDL. There, {@link #createIfMissing} and {@link #drop} commit the transaction of
 * a caller whose connection they use.
 */
public interface ProjectionSchema {
    /**
     * Creates the table of the projection, and the table {@code holcstore_projection} in which all projections of a
     * schema record their settings and how far they have come. Existing tables stay as they are.
     *
     * <p>Without a schema in its name, the table is created in the schema that the definition of the store names, or
     * otherwise along the connection's search path, as the tables of stores are.
     *
     * @throws io.holcstore.error.SchemaMismatchException when a table of this name has other columns, or when the
     *     projection was created with other settings
     * @throws IllegalArgumentException when buckets in another zone would cut the steps of the store
     */
    void createIfMissing();

    /**
     * Returns the statements that {@link #createIfMissing} runs, as a script for the database of the store. Every
     * statement can run again. After a projection was dropped by hand, delete its row in {@code holcstore_projection},
     * too.
     */
    String ddl();

    /**
     * Compares the table with the definition.
     *
     * @throws io.holcstore.error.SchemaMismatchException when the table is missing, or when columns or recorded
     *     settings differ
     */
    void verify();

    /**
     * Drops the table with all of its rows, and what is recorded of the projection. Call it before
     * {@link #createIfMissing} to give a projection other settings. A projection that does not exist is ignored.
     *
     * @throws SchemaMismatchException when there is a table of this name of which nothing is recorded: it may not be
     *     the table of a projection, and stays
     */
    void drop();
}
