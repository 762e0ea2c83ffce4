/** Projections: which buckets have changed, and the rows that they become. */
@NullMarked
package io.holcstore.internal.projection;

import org.jspecify.annotations.NullMarked;
