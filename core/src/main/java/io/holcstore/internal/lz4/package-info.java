/** Reads and writes LZ4 frames and blocks. */
@NullMarked
package io.holcstore.internal.lz4;

import org.jspecify.annotations.NullMarked;
