/**
 * Encodes values as bytes and decodes them. There are two kinds of blobs. The blob of
 * {@link io.holcstore.internal.codec.ChunkCodec} contains the values of one chunk on its grid, with NaN for missing
 * values, and no timestamps, which the grid determines. The blob of {@link io.holcstore.internal.codec.SeriesCodec}
 * contains a whole series with its timestamps. This package does not depend on SQL.
 *
 * <h2>{@code Encoding.LZ4}</h2>
 *
 * <p>One LZ4 frame (LZ4 Frame Format, version 1) of the raw little-endian doubles, stored under the dtype
 * {@code float64}: independent 64 KiB blocks, the content size in the header, no dictionary, no block or content
 * checksum (FLG 0x68, BD 0x40). Any LZ4 frame reader reads it.
 *
 * <p>The reader accepts all frames of that format except those that need a dictionary: with any block size, with blocks
 * that refer to previous ones, and with checksums, which it verifies. A blob must be exactly one frame: skippable
 * frames, a second frame and any byte after the end are refused. The dtype names the
 * {@linkplain io.holcstore.internal.codec.ChunkCodec#decode number type} of the content, which can be any of several.
 *
 * <h2>{@code Encoding.COMPACT}</h2>
 *
 * <p>Stored under the dtype {@code compact}. Versions 1 and 2 of the format are, from the first byte to the last:
 *
 * <pre>
 * byte      bits 4-7: version, 1 or 2; bits 0-3: layout, 0 RAW, 1 LZ4, 2 PLANES, 3 RICE;
 *           since version 2: 4 RANKS, 5 FREQUENT, 6 JUMPS
 * varint    slots
 * runs      gaps: runs of slots without a value
 * runs      repeats: runs of values with the same bits as the value before, among the remaining values
 * layout    the remaining values, in order
 * 4 bytes   CRC32C of all bytes before
 * </pre>
 *
 * <p>Numbers are little-endian. A varint has 7 bits in each byte, the lowest first, with the high bit set on all bytes
 * except the last. Zigzag numbers represent 0, -1, 1, -2, 2, ... as 0, 1, 2, 3, 4, ... Each of the following parts has
 * a class whose Javadoc describes its bytes:
 *
 * <table>
 * <caption>Parts of the format</caption>
 * <tr><th>part</th><th>class</th><th>content</th></tr>
 * <tr><td>runs</td><td>{@code Runs}</td><td>gaps and repeats</td></tr>
 * <tr><td>block Rice</td><td>{@code BlockRice}</td><td>small numbers: those of runs, corrections, residuals</td></tr>
 * <tr><td>integers</td><td>{@code Integers}, {@code Mapping}</td><td>doubles as integers: decimals, scaled readings,
 *     floats, bits; since version 2 multiples of steps that are not decimal, of fractions and of any
 *     double;
 *     exceptions, corrections and the common divisor</td></tr>
 * <tr><td>RICE</td><td>{@code RiceLayout}, {@code Predictor}</td><td>the residuals of integers, for smooth
 *     series</td></tr>
 * <tr><td>JUMPS</td><td>{@code RiceLayout}, {@code Jumps}</td><td>the residuals of integers, those far above the
 *     others apart, for smooth series with sudden changes</td></tr>
 * <tr><td>PLANES</td><td>{@code PlanesLayout}</td><td>the bytes of integers, compressed with LZ4, for
 *     series that repeat themselves</td></tr>
 * <tr><td>RANKS</td><td>{@code RanksLayout}, {@code Ranking}</td><td>a list of the different values, and the place of
 *     each value in it, for series of few different values</td></tr>
 * <tr><td>FREQUENT</td><td>{@code FrequentLayout}</td><td>a list of values that occur often, and all others as
 *     doubles</td></tr>
 * <tr><td>LZ4</td><td>{@code Lz4Layout}</td><td>doubles compressed with LZ4, for values that recur without
 *     order</td></tr>
 * <tr><td>RAW</td><td>{@code RawLayout}</td><td>doubles, for values that cannot be compressed</td></tr>
 * </table>
 *
 * <p>{@code CompactEncoder} removes gaps and repeats, finds the mapping on a sample and maps the values, chooses the
 * predictor on a sample, separates jumps when half of the blocks have one and that saves 2 %, tries LZ4 only when the
 * chunk seems to repeat itself and ranks only when values recur more often than their neighbors occur or the mapping
 * is corrected, looks for frequent values only when LZ4 is the smallest or nothing else saves a sixteenth, and writes
 * the smallest layout. The same values give the same bytes on every machine. {@code CompactDecoder} reads the parts
 * in the order of the bytes. It verifies the checksum first, and still checks every length before it uses it. No
 * length can exceed what the number of slots allows.
 *
 * <p>The version of a blob is the first one that has everything in it: a chunk of a layout of version 1 is the same
 * bytes in both. A build of version 1 refuses blobs of version 2 and names the version. Later versions continue to
 * read both. The layouts 7 to 15, the predictors 6 to 255 and the exponents 2 to 15 of the kind of mapping 7 are
 * available for additions. A build refuses unknown numbers and names them.
 *
 * <h2>Series</h2>
 *
 * <p>Stored under the dtype {@code series}: how the instants are written, the instants, and the values as a compact
 * chunk with one slot for each point. {@code SeriesCodec} describes the bytes of the whole and {@code Instants} those
 * of the instants. Instants at equal distances take a few bytes; otherwise their steps are also a compact chunk. The
 * ways 3 to 15 to write instants are available for additions within version 1.
 */
@NullMarked
package io.holcstore.internal.codec;

import org.jspecify.annotations.NullMarked;
