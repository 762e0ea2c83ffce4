/**
 * Replicas over HTTP. A {@link io.holcstore.sync.SyncServer} or, in a servlet container, a {@link io.holcstore.sync.SyncServlet} publishes the
 * change feed of stores; a {@link io.holcstore.sync.SyncClient} pulls it into a replica, which may be published in turn.
 */
@NullMarked
package io.holcstore.sync;

import org.jspecify.annotations.NullMarked;
