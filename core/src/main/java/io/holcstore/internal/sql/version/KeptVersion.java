package io.holcstore.internal.sql.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of a history.
 *
 * @param supersededAt from when on it no longer counts; null where it does
 */
public record KeptVersion(VersionRow row, @Nullable Instant supersededAt) {}
