package io.holcstore.http;

import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@link SyncClientBuilder} was told when it built a client, which later calls of the builder do not change. Immutable. */
record SyncSettings(
        String uri,
        ChunkStore replica,
        @Nullable Supplier<String> token,
        HttpClient client,
        KeyFilter filter,
        Progress progress,
        int pageRows,
        int pageBytes,
        int tries,
        Duration requestTimeout,
        Duration overlap,
        @Nullable Duration deadline,
        Time time) {}
