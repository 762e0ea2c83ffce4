/**
 * Steps, grids and ranges of time, computed without lists of timestamps. {@link io.holcstore.time.Frequency} is the
 * step of a store, {@link io.holcstore.time.ChunkBy} the length of its chunks, and {@link io.holcstore.time.Grid} the
 * slots inside them. Instants are epoch milliseconds internally, and {@link java.time.Instant} or
 * {@link java.time.ZonedDateTime} in most arguments and results. The caller gives every zone; nothing depends on the
 * default zone of the JVM. The years 1 to 9999 are supported.
 */
@NullMarked
package io.holcstore.time;

import org.jspecify.annotations.NullMarked;
