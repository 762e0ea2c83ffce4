/** Aggregates of all kinds of stores: the request, the bounds of the buckets, and their totals. */
@NullMarked
package io.holcstore.internal.aggregate;

import org.jspecify.annotations.NullMarked;
