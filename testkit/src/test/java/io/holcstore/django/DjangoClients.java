package io.holcstore.django;

import io.holcstore.internal.http.Time;
import java.net.URI;

/** Clients of the Python application's protocol whose clock is a test's. */
public final class DjangoClients {
    private DjangoClients() {}

    public static DjangoSyncClient.Builder builder(URI uri, Time time) {
        return DjangoSyncClient.builder(uri).time(time);
    }
}
