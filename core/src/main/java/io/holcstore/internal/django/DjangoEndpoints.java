package io.holcstore.internal.django;

import io.holcstore.http.SyncProtocol;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Protocol;
import io.holcstore.store.ChunkStore;
import java.util.Map;
import java.util.Objects;

/** Publishes a store with the protocol of the Python application. */
public record DjangoEndpoints(ChunkStore store) implements SyncProtocol, Protocol {
    public DjangoEndpoints {
        Objects.requireNonNull(store, "store");
    }

    @Override
    public Map<String, Endpoint> endpoints(int pageRows, int queryLength) {
        return Map.of(
                UpdatesEndpoint.PATH, new UpdatesEndpoint(store, pageRows, queryLength),
                PackEndpoint.PATH, new PackEndpoint(store, pageRows));
    }
}
