/** LZ4 frames and blocks, written and read. */
@NullMarked
package io.holcstore.internal.lz4;

import org.jspecify.annotations.NullMarked;
