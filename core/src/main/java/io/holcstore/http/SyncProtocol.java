package io.holcstore.http;

import io.holcstore.store.ChunkStore;

/**
 * A store together with another protocol than that of {@link SyncClient}, by which
 * {@link SyncHandler.Builder#publish(String, SyncProtocol)} publishes it. Only adapters in this library implement it;
 * {@code DjangoProtocol.of(store)} makes one.
 */
public interface SyncProtocol {
    /** The store that is published. */
    ChunkStore store();
}
