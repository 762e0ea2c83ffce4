/**
 * Regular series in calendar chunks: a {@code Placement} cuts a series into chunks, the {@code ChunkWriter} locks,
 * combines and writes them, and the {@code SeriesReader} puts stored chunks together again.
 */
@NullMarked
package io.holcstore.internal.chunk;

import org.jspecify.annotations.NullMarked;
