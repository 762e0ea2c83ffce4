/** Aggregates of a store: how to ask for them, and the buckets of time that hold the answer. */
@NullMarked
package io.holcstore.aggregate;

import org.jspecify.annotations.NullMarked;
