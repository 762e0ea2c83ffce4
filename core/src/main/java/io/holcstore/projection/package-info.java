/**
 * Plain tables beside a store, for SQL, BI and dashboards. {@link io.holcstore.store.ChunkStore#projection} defines
 * them.
 */
@NullMarked
package io.holcstore.projection;

import org.jspecify.annotations.NullMarked;
