package io.holcstore.internal.sql.version;

import io.holcstore.key.SeriesKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the head row of a counter group says while it is locked.
 *
 * @param group the values of the axes by which versions are counted
 * @param nextNumber one more than the highest number ever used, 0 before the first
 * @param stampedAt the time of the latest write, or null before the first
 * @param historySince before it, history has been dropped; null where all of it is kept
 */
public record VersionHead(
        SeriesKey group,
        int nextNumber,
        @Nullable Instant stampedAt,
        @Nullable Instant historySince) {}
