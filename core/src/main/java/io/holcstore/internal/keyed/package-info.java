/** Irregular series, one row each. */
@NullMarked
package io.holcstore.internal.keyed;

import org.jspecify.annotations.NullMarked;
