/**
 * The exceptions of the library, as one unchecked tree under {@link io.holcstore.error.StoreException}, with one
 * subclass for each case that a caller can act on. Every message names the store, the key, the value and the way out,
 * where they are known.
 */
@NullMarked
package io.holcstore.error;

import org.jspecify.annotations.NullMarked;
