/**
 * What can go wrong, as one unchecked tree under {@link io.holcstore.error.StoreException}: one child for each thing a
 * caller can act on. Every message names the store, the key, the value and the way out as far as they are known where
 * it is raised.
 */
@NullMarked
package io.holcstore.error;

import org.jspecify.annotations.NullMarked;
