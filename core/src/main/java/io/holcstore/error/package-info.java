/**
 * The exceptions of the library. All of them are unchecked and extend {@link io.holcstore.error.StoreException}. There
 * is one subclass for each case that a caller can act on. Every message names the store, the key, the value and what to
 * do, where they are known.
 */
@NullMarked
package io.holcstore.error;

import org.jspecify.annotations.NullMarked;
