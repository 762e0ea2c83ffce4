/**
 * Values as bytes and back. There are two kinds of blobs. One holds the values of one chunk on its grid, NaN where
 * there is none; timestamps are not part of it, the grid gives them back:
 * {@link io.holcstore.internal.codec.ChunkCodec}. The other holds a whole series, its timestamps included:
 * {@link io.holcstore.internal.codec.SeriesCodec}. Nothing here knows of SQL.
 *
 * <h2>{@code Encoding.LZ4}</h2>
 *
 * <p>One LZ4 frame (LZ4 Frame Format, version 1) of the raw little-endian doubles, stored under the dtype
 * {@code float64}: 64 KiB blocks that stand alone, the content size in the header, no dictionary, no block or content
 * checksum (FLG 0x68, BD 0x40). Any LZ4 frame reader reads it.
 *
 * <p>Read are all frames of that format but those that need a dictionary, with any block size, blocks that refer to the
 * one before, and checksums, which are verified. A blob is exactly one frame: skippable frames, a second frame and any
 * byte after the end are refused. The content may be any of the
 * {@linkplain io.holcstore.internal.codec.ChunkCodec#decode number types} a writer of such frames may have named in
 * dtype.
 *
 * <h2>{@code Encoding.COMPACT}</h2>
 *
 * <p>Stored under the dtype {@code compact}. Version 1 of the format is, from the first byte to the last:
 *
 * <pre>
 * byte      bits 4-7: version, 1; bits 0-3: layout, 0 RAW, 1 LZ4, 2 PLANES, 3 RICE
 * varint    slots
 * runs      gaps: runs of slots without a value
 * runs      repeats: runs of values that have the bits of the value before, among the values that are left
 * layout    the values that are left, in order
 * 4 bytes   CRC32C of all bytes before
 * </pre>
 *
 * <p>Numbers are little-endian. A varint has 7 bits a byte, the lowest first, with the high bit set on all but its
 * last; a zigzag number is a signed one as 0, -1, 1, -2, 2, ... Each of these has a class of its own, whose Javadoc
 * gives its bytes:
 *
 * <table>
 * <caption>Parts of the format</caption>
 * <tr><th>part</th><th>class</th><th>what it is</th></tr>
 * <tr><td>runs</td><td>{@code Runs}</td><td>gaps and repeats</td></tr>
 * <tr><td>block Rice</td><td>{@code BlockRice}</td><td>small numbers: those of runs, corrections, residuals</td></tr>
 * <tr><td>integers</td><td>{@code Integers}, {@code Mapping}</td><td>doubles as integers: decimals, scaled readings,
 *     floats, bits; exceptions, corrections and the common divisor</td></tr>
 * <tr><td>RICE</td><td>{@code RiceLayout}, {@code Predictor}</td><td>integers by their residuals: what series that go
 *     on smoothly take</td></tr>
 * <tr><td>PLANES</td><td>{@code PlanesLayout}</td><td>integers by their bytes, as LZ4: what repeats itself
 *     takes</td></tr>
 * <tr><td>LZ4</td><td>{@code Lz4Layout}</td><td>doubles as LZ4: what returns without order takes</td></tr>
 * <tr><td>RAW</td><td>{@code RawLayout}</td><td>doubles: what nothing makes smaller takes</td></tr>
 * </table>
 *
 * <p>Writing goes from top to bottom in {@code CompactEncoder}: cut gaps and repeats out; find the mapping on a sample
 * and map; choose the predictor on a sample; try LZ4 only when the chunk seems to repeat itself; write the smallest.
 * The same values give the same bytes on every machine. Reading goes from top to bottom in {@code CompactDecoder}. The
 * checksum is verified first; nevertheless every length is checked before it is used, and none can exceed what the
 * slots ask for.
 *
 * <p>A later version keeps reading version 1. Free for additions within version 1 are layouts 4 to 15, predictors 6 to
 * 255 and the kinds of mapping 5 to 7: what a build does not know it refuses by number.
 *
 * <h2>Series</h2>
 *
 * <p>Stored under the dtype {@code series}: how the instants are written, the instants, the values as a compact chunk
 * of one slot a point. {@code SeriesCodec} has the bytes of the whole, {@code Instants} those of the instants: evenly
 * apart they take a few bytes, else their steps are a compact chunk, too. Free for additions within version 1 are the
 * ways 3 to 15 to write instants.
 */
@NullMarked
package io.holcstore.internal.codec;

import org.jspecify.annotations.NullMarked;
