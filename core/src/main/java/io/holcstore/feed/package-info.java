/**
 * What a store hands to its replicas: changes, pages of them, and how far they were read. Values alone; the doors of a
 * store are {@link io.holcstore.store.ChangeFeed} and {@link io.holcstore.store.Replica}.
 */
@NullMarked
package io.holcstore.feed;

import org.jspecify.annotations.NullMarked;
