/**
 * The values of replication: changes, pages of changes, and cursors. A store offers them through
 * {@link io.holcstore.store.ChangeFeed} and {@link io.holcstore.store.Replica}.
 */
@NullMarked
package io.holcstore.feed;

import org.jspecify.annotations.NullMarked;
