/** The entry of the library. */
@NullMarked
package io.holcstore;

import org.jspecify.annotations.NullMarked;
