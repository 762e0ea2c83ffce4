/** Reading the changes of a store, and applying those of a source. */
@NullMarked
package io.holcstore.internal.feed;

import org.jspecify.annotations.NullMarked;
