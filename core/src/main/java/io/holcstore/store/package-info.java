/**
 * Stores, their definitions, and the arguments and results of their verbs.
 *
 * <p>A {@link io.holcstore.store.StoreBuilder} creates a {@link io.holcstore.store.StoreDefinition}. Opened over a data
 * source, the definition gives a {@link io.holcstore.store.ChunkStore}. {@link io.holcstore.store.VersionedStore} and
 * {@link io.holcstore.store.KeyedStore} are created in the same way. The types are interfaces so that applications can
 * replace them, for example with proxies. Only the library implements stores, and later versions may add methods to
 * these interfaces.
 */
@NullMarked
package io.holcstore.store;

import org.jspecify.annotations.NullMarked;
