package io.holcstore.store;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.partition.Partitions;
import java.util.List;

/**
 * The tables of one store. Creates the tables, reports how they differ from the definition, and moves them onto other
 * zone data. Thread-safe, and safe to call from several processes at once.
 *
 * <p>H2 commits with each statement of DDL. There, {@link #createIfMissing} and {@link #upgrade} commit the transaction
 * of a caller whose connection they use.
 */
public interface StoreSchema {
    /**
     * Creates the tables that are missing and records the settings of the store. Existing tables stay as they are, but
     * get the partitions of a hash that are missing.
     *
     * <p>A definition that names no schema means the tables that statements find along the connection's search path.
     * Missing tables are created in the schema of the others, or in the first schema of the path where there are no
     * others.
     *
     * @throws SchemaMismatchException when the existing tables do not match the definition, when the tables lie in
     *     different schemas of the search path, when new tables would hide the tables of other stores further down the
     *     path, or when the schema does not exist
     */
    void createIfMissing();

    /**
     * Upgrades tables that an earlier version of the library created to the version that this one uses, step by step.
     * Tables of this version stay as they are. Every later version of the library upgrades tables of version 1.
     *
     * <p>Each step is one transaction, which also records the new version. It holds the lock that
     * {@link #createIfMissing} takes, and the row of the store in {@code holcstore_store}. When several processes
     * upgrade at once, each step runs in one of them and the others wait. H2 commits with each statement of DDL, so its
     * steps can run again where one was interrupted. Repeat a call that was interrupted: it continues with the first
     * step that is not recorded. A call without a step to run costs a few queries.
     *
     * <p>A store that was opened before the upgrade continues with the statements of its version. Stop applications of
     * the earlier version first.
     *
     * @return what was done, one sentence for each step; empty when the tables have this version
     * @throws SchemaMismatchException when a later version of the library created the tables, or when nothing is
     *     recorded
     */
    List<String> upgrade();

    /**
     * Records the encoding of the definition for the table, where another encoding is recorded. Existing chunks stay as
     * they are and are read as before. Chunks that are written from now on use the new encoding. Stores with the former
     * encoding continue to read. Those that are opened from now on refuse to write.
     *
     * @throws SchemaMismatchException when any other setting differs, or when nothing is recorded
     */
    void changeEncoding();

    /**
     * Moves every chunk that was written with other zone data than this JVM's onto the calendar of this JVM. Values
     * keep their instants; hours that now belong to another month or year move to the chunk of that month or year. In a
     * store of days, local days keep their dates, and the zone data of this JVM is recorded from now on.
     *
     * <p>Runs one transaction for each series. The transaction waits for writers of that series as they wait for each
     * other. Readers see each series either before or after the move, with the same values. The call can be interrupted
     * and run again; completed work is kept. Costs one read of the whole store, and a write of the chunks that change.
     * Replicas receive the chunks that change. Rezone a store of days at its source and at each replica. Stores that
     * keep the instant of every point have nothing to move.
     *
     * @return the number of chunks moved
     * @throws io.holcstore.error.ChunkFormatException when a value has no place on the grid, or when two rows differ;
     *     the series before it are already moved
     * @throws SchemaMismatchException when any setting other than the zone data differs, or when nothing is recorded
     */
    long rezone();

    /**
     * Writes again what the store keeps about its series beside their chunks: which keys there are, and when the first
     * and the last value of each are. Every verb keeps this up to date. Call this method after something else than this
     * library has changed rows of the table of chunks, as after a restore of that table alone.
     *
     * <p>One transaction that waits for all writers. Costs two index probes for each series. Other kinds of stores, and
     * tables of another application, have nothing to write.
     *
     * @return the number of series that were recorded wrongly
     */
    long reindex();

    /** Returns the partitions of the tables, for a definition with {@code partitionBy(..)}. Asks no database. */
    Partitions partitions();

    /**
     * Compares the tables that statements find with the definition. In partitioned tables it also finds missing
     * partitions, a partition that takes what belongs into no other, and partitions without the storage settings.
     *
     * @throws SchemaMismatchException when they differ; it names every difference: what the table has and what the
     *     definition has
     */
    void verify();
}
