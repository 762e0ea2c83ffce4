/**
 * A chunk's values as bytes and back: one blob holds the values of one chunk on its grid, NaN where there is none. Timestamps are not part
 * of a blob; the grid gives them back. {@link io.holcstore.codec.ChunkCodec} is the way in; nothing here knows of SQL, time or series.
 *
 * <h2>{@code Encoding.LZ4}</h2>
 *
 * <p>One LZ4 frame (LZ4 Frame Format, version 1) of the raw little-endian doubles, stored under the dtype {@code float64}: 64 KiB blocks that
 * stand alone, the content size in the header, no dictionary, no block or content checksum (FLG 0x68, BD 0x40). Any LZ4 frame reader reads it.
 *
 * <p>Read are all frames of that format but those that need a dictionary, with any block size, blocks that refer to the one before, and
 * checksums, which are verified. A blob is exactly one frame: skippable frames, a second frame and any byte after the end are refused.
 * The content may be any of the {@linkplain io.holcstore.codec.ChunkCodec#decode number types} a writer of such frames may have named in dtype.
 */
@NullMarked
package io.holcstore.codec;

import org.jspecify.annotations.NullMarked;
