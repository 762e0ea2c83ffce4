/** Aggregates of all kinds of stores: what was asked for, where the buckets lie, and what lies in them. */
@NullMarked
package io.holcstore.internal.aggregate;

import org.jspecify.annotations.NullMarked;
