package io.holcstore.store;

import io.holcstore.error.SchemaMismatchException;
import java.util.List;

/**
 * The tables of one store: creates them, says how they differ from the definition, and lays them onto other zone data.
 * Thread-safe, and safe to call from several processes at once.
 */
public interface StoreSchema {
    /**
     * Creates the tables that are missing and records the settings of the store; what is there stays as it is.
     *
     * <p>A definition that names no schema means the tables that statements find along the connection's search path.
     * Missing tables are made in the schema of the others, and in the first schema of the path where there are none.
     *
     * @throws SchemaMismatchException when what is there is not what the definition asks for, when the tables lie in
     *     different schemas of the search path, when new tables would hide those of other stores further down the path,
     *     or when the schema does not exist
     */
    void createIfMissing();

    /**
     * Brings tables that an earlier version of the library made to the version that this one uses, step by step. Tables
     * of this version stay as they are. Every later version of the library upgrades tables of version 1.
     *
     * <p>Each step is one transaction, which also records the new version. It holds the lock that
     * {@link #createIfMissing} takes, and the row of the store in {@code holcstore_store}: where several processes
     * upgrade at once, each step runs in one of them and the others wait. H2 commits with each statement of DDL; its
     * steps can therefore run again where one was interrupted. A call that was interrupted is repeated, and goes on
     * with the first step that is not recorded. A call without a step to run costs a few queries.
     *
     * <p>A store that was opened before goes on with the statements of its version: stop applications of the earlier
     * version first.
     *
     * @return what was done, one sentence a step; empty when the tables have this version
     * @throws SchemaMismatchException when a later version of the library made the tables, or nothing is recorded
     */
    List<String> upgrade();

    /**
     * Records the encoding of the definition for the table, where another one is recorded. Chunks that are there stay
     * as they are and are read as before; those that are written from now on are written in the new encoding. Stores of
     * the former encoding go on reading; opened from now on, they no longer write.
     *
     * @throws SchemaMismatchException when any other setting differs, or nothing is recorded
     */
    void changeEncoding();

    /**
     * Lays every chunk that was written with other zone data than that of this JVM onto the calendar of this JVM:
     * values keep their instants, and hours that belong to another month or year now move to its chunk. In a store of
     * days, local days keep their dates, and the zone data of this JVM is recorded from now on.
     *
     * <p>One transaction a series, which waits for writers of that series as they wait for each other. Readers see each
     * series as it was or as it becomes, with the same values. It can be interrupted and run again; what is done stays
     * done. Costs one read of the whole store, and a write of what changes. Replicas get what changes; a store of days
     * is rezoned at its source and at each replica. Stores that keep the instant of every point have nothing to lay.
     *
     * @return how many chunks were laid
     * @throws io.holcstore.error.ChunkFormatException when a value has no place on the grid, or two rows differ; the
     *     series before it are laid
     * @throws SchemaMismatchException when any setting but the zone data differs, or nothing is recorded
     */
    long rezone();

    /**
     * Compares the tables that statements find with the definition.
     *
     * @throws SchemaMismatchException naming every difference: what the table says, what the definition says
     */
    void verify();
}
