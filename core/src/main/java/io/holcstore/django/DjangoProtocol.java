package io.holcstore.django;

import io.holcstore.http.SyncProtocol;
import io.holcstore.internal.django.DjangoEndpoints;
import io.holcstore.internal.django.DjangoLibrary;
import io.holcstore.store.ChunkStore;

/**
 * The protocol of the Python application HoLcStore, for clients of that application. A client lists the chunks written
 * since a time, and then fetches those chunks.
 *
 * <pre>{@code
 * SyncServer.builder().publish("loads", DjangoProtocol.of(store)).authorize(bearer(token)).start(8080)
 * }</pre>
 *
 * <p>The endpoint is {@code http://host/name}, with {@code /updates/} and {@code /pack/} below it. Blobs are sent as
 * LZ4 frames, whatever the encoding of the store. Invalid requests are answered with 400. The link to the next page
 * carries the last chunk of the current page, so that a client skips nothing when chunks change in the meantime.
 *
 * <p>A filter gives an exact value of an axis, in any notation that the application's field accepts: {@code True},
 * {@code t} or {@code 1} for a Boolean, a time with a space instead of its {@code T}, a UUID with or without dashes. A
 * time without an offset is read as UTC, whereas the application reads it in its {@code TIME_ZONE}. Other lookups, such
 * as {@code version__gte}, and unknown parameters are answered with 400.
 *
 * <p><b>What it can miss.</b> A client that has seen everything written up to a time asks for what was written after
 * it. It never sees the rows of a transaction that wrote at an earlier time and ended after the client asked. This
 * cannot happen in a table of this library on PostgreSQL, as far as the database user may see the sessions of others
 * ({@code pg_stat_activity}): the server lists a row only when no running transaction may still write an earlier one. A
 * session that stays in a transaction therefore holds the listing back. It can happen on H2, in a table that the
 * application writes too, whose rows carry the clocks of their writers, and in a replica, whose rows carry the clocks
 * of their source. {@link io.holcstore.store.ChangeFeed#changes} misses nothing anywhere. After a failover or a
 * restore, this protocol cannot show what was lost: pull again from the beginning.
 *
 * <p><b>Purges.</b> After {@link io.holcstore.store.ChangeFeed#purgeTombstones}, the answer is 410 for a client that
 * asks for what was written since a time before purged deletions. A client that asks from 1 January 2000 or earlier
 * begins, and gets what there is. The protocol does not tell it what was deleted before, so empty a copy before it
 * begins again.
 */
public final class DjangoProtocol {
    private DjangoProtocol() {}

    /**
     * Returns the protocol for a store, which may be on a table of the application or of this library.
     *
     * @throws IllegalStateException when {@code tools.jackson.core:jackson-core} is missing
     */
    public static SyncProtocol of(ChunkStore store) {
        DjangoLibrary.require();
        return new DjangoEndpoints(store);
    }
}
