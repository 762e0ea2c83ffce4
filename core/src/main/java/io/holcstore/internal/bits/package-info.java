/** The bits and bytes of blobs: packed numbers, varints, checksums. */
@NullMarked
package io.holcstore.internal.bits;

import org.jspecify.annotations.NullMarked;
