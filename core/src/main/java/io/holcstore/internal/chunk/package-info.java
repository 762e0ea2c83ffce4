/**
 * Regular series in calendar chunks: a {@code Placement} cuts a series into chunks, the {@code ChunkWriter} locks,
 * combines and writes them, and the {@code SeriesReader} assembles stored chunks.
 */
@NullMarked
package io.holcstore.internal.chunk;

import org.jspecify.annotations.NullMarked;
