/**
 * Stores, their definitions and what their verbs take and give.
 *
 * <p>A {@link io.holcstore.store.StoreBuilder} makes a {@link io.holcstore.store.StoreDefinition}, which opened over a
 * data source is a {@link io.holcstore.store.ChunkStore}; {@link io.holcstore.store.VersionedStore} and
 * {@link io.holcstore.store.KeyedStore} come about in the same way. The types are interfaces so that applications can
 * put others in their place, such as proxies; only the library implements stores, and later versions may add methods to
 * them.
 */
@NullMarked
package io.holcstore.store;

import org.jspecify.annotations.NullMarked;
