package io.holcstore.store;

import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.ZoneId;
import java.util.Map;

/** What a store is: complete, checked and immutable; opened over any number of data sources. */
public interface StoreDefinition extends Definition<ChunkStore> {
    /** The table of a definition that names none. */
    String DEFAULT_TABLE = "holcstore_chunks";

    ChunkBy chunkBy();

    Frequency frequency();

    ZoneId zone();

    OffGrid offGrid();

    Encoding encoding();

    boolean isReplicated();

    /**
     * What a source and its replicas must agree on, as text: {@code axes}, {@code chunkBy}, {@code freq} and {@code tz}; for a store of days also
     * {@code dayStarts}, a fingerprint of where the local days of the zone start from 1970 to 2100 by the zone data of this JVM.
     */
    Map<String, String> shape();
}
