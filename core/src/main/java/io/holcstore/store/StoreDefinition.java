package io.holcstore.store;

import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.ZoneId;
import java.util.Map;

/** What a store is: complete, checked and immutable; opened over any number of data sources. */
public interface StoreDefinition extends Definition<ChunkStore> {
    /** The table of a definition that names none. */
    String DEFAULT_TABLE = "holcstore_chunks";

    /** How much time one chunk holds. */
    ChunkBy chunkBy();

    /** The step of the grid. */
    Frequency frequency();

    /** The zone whose calendar cuts chunks and gives the grid its days. */
    ZoneId zone();

    /** What happens to points off the grid. */
    OffGrid offGrid();

    /** How new chunks are encoded. */
    Encoding encoding();

    /** Whether the store has a feed and can be a replica. */
    boolean isReplicated();

    /**
     * What a source and its replicas must agree on, as text: {@code axes}, {@code chunkBy}, {@code freq} and
     * {@code tz}; for a store of days also {@code dayStarts}, a fingerprint of where the local days of the zone start
     * from 1970 to 2100 by the zone data of this JVM.
     */
    Map<String, String> shape();
}
