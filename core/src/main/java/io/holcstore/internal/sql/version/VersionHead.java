package io.holcstore.internal.sql.version;

import io.holcstore.key.SeriesKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The locked head row of a counter group.
 *
 * @param group the values of the axes by which versions are counted
 * @param nextNumber one more than the highest number ever used, 0 before the first
 * @param stampedAt the time of the latest write, or null before the first
 * @param historySince the time before which history has been dropped; null when all of it is kept
 */
public record VersionHead(
        SeriesKey group,
        int nextNumber,
        @Nullable Instant stampedAt,
        @Nullable Instant historySince) {}
