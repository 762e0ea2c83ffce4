package io.holcstore.http;

import io.holcstore.store.ChunkStore;

/**
 * A store together with a protocol other than that of {@link SyncClient}.
 * {@link SyncHandler.Builder#publish(String, SyncProtocol)} publishes the store with that protocol. Only adapters in
 * this library implement it; {@code DjangoProtocol.of(store)} makes one.
 */
public interface SyncProtocol {
    /** Returns the store that is published. */
    ChunkStore store();
}
