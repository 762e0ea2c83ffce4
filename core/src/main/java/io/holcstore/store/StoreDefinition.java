package io.holcstore.store;

import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.ZoneId;
import java.util.Map;

/**
 * The definition of a store of chunks: complete, checked and immutable. It can be opened over any number of data
 * sources.
 */
public interface StoreDefinition extends Definition<ChunkStore> {
    /** The table of a definition that does not name one. */
    String DEFAULT_TABLE = "holcstore_chunks";

    /** Returns how much time one chunk holds. */
    ChunkBy chunkBy();

    /** Returns the step of the grid. */
    Frequency frequency();

    /** Returns the zone whose calendar divides time into chunks and gives the grid its days. */
    ZoneId zone();

    /** Returns what the store does with points off the grid. */
    OffGrid offGrid();

    /** Returns whether the store refuses regular series of another step. */
    boolean requiresStep();

    /** Returns how new chunks are encoded. */
    Encoding encoding();

    /** Returns whether the store has a feed and can be a replica. */
    boolean isReplicated();

    /**
     * Returns the settings that a source and its replicas must agree on, as text: {@code axes}, {@code chunkBy},
     * {@code freq} and {@code tz}. For a store of days it also has {@code dayStarts}. This is a fingerprint of the
     * starts of the local days in the zone from 1970 to 2100, by the zone data of this JVM.
     */
    Map<String, String> shape();
}
