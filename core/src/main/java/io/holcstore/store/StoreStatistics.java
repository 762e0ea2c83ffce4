package io.holcstore.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How much a store holds.
 *
 * @param series the number of series that have data
 * @param chunks the number of rows that hold it: chunks, in a {@link KeyedStore} whole series, in a
 *     {@link VersionedStore} versions
 * @param values the number of values; in a {@link VersionedStore} the number of points of all versions
 * @param bytes the size of the compressed values, without keys, indexes and what the database adds to each row
 * @param first the time of the earliest value
 * @param last the time of the latest value
 */
public record StoreStatistics(
        long series, long chunks, long values, long bytes, Optional<Instant> first, Optional<Instant> last) {}
