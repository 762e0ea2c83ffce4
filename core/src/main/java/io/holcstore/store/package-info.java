/**
 * Definitions of stores and the verbs on them.
 *
 * <p>A {@link io.holcstore.store.StoreBuilder} makes a {@link io.holcstore.store.StoreDefinition}, which opened over a data source is a
 * {@link io.holcstore.store.ChunkStore}. Inside, a {@code Placement} cuts a series into chunks, the {@code ChunkWriter} locks, combines and
 * writes them, and the {@code SeriesReader} puts stored chunks together again.
 *
 * <p>A {@link io.holcstore.store.VersionedStoreBuilder} leads in the same way to a {@link io.holcstore.store.VersionedStore}: there the
 * {@code VersionWriter} locks counters, numbers versions and keeps history, and the {@code VersionReader} combines.
 *
 * <p>Chunk and keyed stores are {@link io.holcstore.store.SeriesStore}s: one series under each key, which is all that export and import need.
 */
@NullMarked
package io.holcstore.store;

import org.jspecify.annotations.NullMarked;
