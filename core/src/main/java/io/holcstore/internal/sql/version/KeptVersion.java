package io.holcstore.internal.sql.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of a history.
 *
 * @param supersededAt the time from which it no longer counts; null while it counts
 */
public record KeptVersion(VersionRow row, @Nullable Instant supersededAt) {}
