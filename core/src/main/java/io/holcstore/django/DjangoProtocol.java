package io.holcstore.django;

import io.holcstore.http.SyncProtocol;
import io.holcstore.internal.django.DjangoEndpoints;
import io.holcstore.internal.django.DjangoLibrary;
import io.holcstore.store.ChunkStore;

/**
 * The protocol of the Python application HoLcStore, for its clients: they ask for what was written since a time, and
 * then for these chunks.
 *
 * <pre>{@code
 * SyncServer.builder().publish("loads", DjangoProtocol.of(store)).authorize(bearer(token)).start(8080)
 * }</pre>
 *
 * <p>The endpoint is {@code http://host/name}, with {@code /updates/} and {@code /pack/} below it. Blobs are LZ4 frames
 * whatever the store's encoding is; bad requests are answered 400. Links to the next page know the last chunk of the
 * page before, so that nothing is skipped when chunks change meanwhile.
 *
 * <p>Filters are exact values of axes, written in any way that the application's fields take: {@code True}, {@code t}
 * or {@code 1} for a Boolean, a time with a blank for its {@code T}, a UUID with or without dashes. A time without an
 * offset is one of UTC, where the application takes it for one of its {@code TIME_ZONE}. Other lookups, such as
 * {@code version__gte}, are answered 400, and so is every other parameter that is not known.
 *
 * <p><b>What it can miss.</b> Who has seen all that was written until a time asks for what was written since. A
 * transaction that ends after that, and wrote at an earlier time, is never seen. In a table of this library on
 * PostgreSQL that cannot happen: rows are listed once no transaction that may still write an earlier one is running, as
 * far as the database user may see the sessions of others ({@code pg_stat_activity}), and a session that sits in a
 * transaction holds the listing back. It can happen on H2, in a table that the application writes too, whose rows carry
 * the clocks of their writers, and in a replica, whose rows carry those of their source.
 * {@link io.holcstore.store.ChangeFeed#changes} misses nothing anywhere. After a failover or a restore this protocol
 * cannot tell what was lost: pull again from the beginning.
 */
public final class DjangoProtocol {
    private DjangoProtocol() {}

    /**
     * A store by this protocol, whether its table is the application's or this library's.
     *
     * @throws IllegalStateException when {@code tools.jackson.core:jackson-core} is not there
     */
    public static SyncProtocol of(ChunkStore store) {
        DjangoLibrary.require();
        return new DjangoEndpoints(store);
    }
}
