package io.holcstore.store;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import java.util.Optional;

/** A store that follows other stores. {@link ChunkStore#replica} creates it. Thread-safe. */
public interface Replica {
    /**
     * Stores the changes of a source, as one transaction. A chunk that is stored in the state of the page or in a later
     * state stays as it is, so pages can be applied repeatedly and in any order. Every blob is decoded. The number and
     * times of its values must match the change; sum, least and greatest value are taken from the values themselves.
     *
     * <p>Changes go one way, and by one path. A store must not feed its own source, directly or through other stores,
     * and a key must come from one source only. The store detects only one violation: a store that applies its own
     * changes. In the other cases chunks would be written again and again. Other writes to this store stay until the
     * source changes the same chunk or begins a new epoch, which overwrites them.
     *
     * @throws io.holcstore.error.DefinitionException when the store is not replicated, or when its axes, step, zone or
     *     chunks differ from the source's
     * @throws io.holcstore.error.ChunkFormatException when a blob is damaged or does not fit its chunk; nothing is then
     *     stored
     * @throws IllegalArgumentException when a change is impossible for such a store, or when the page is the first one
     *     of this store's own changes
     */
    WriteResult apply(ChangePage page);

    /**
     * Stores the changes of a source like {@link #apply(ChangePage)}, and records {@link ChangePage#next()} under a
     * name in the same transaction. The {@link #cursor} therefore always matches the data. A page that does not reach
     * beyond the recorded cursor leaves the cursor as it is.
     *
     * <p>A page from {@link ChangeCursor#start()} starts over when the source's epoch or the filter differs from the
     * recorded one. With the first page that leaves {@linkplain ChangePage.Remaining#NOTHING nothing} behind, the
     * replica deletes chunks of the page's filter that came under this name in a former epoch and were not mentioned in
     * the new one. The source no longer has these chunks. If the former epoch was pulled with another filter, chunks
     * outside this filter stay until a pull from the start with that filter, or without any filter.
     *
     * <p>After {@linkplain ChangeFeed#purgeTombstones a purge} at the source, the replica deletes with that page the
     * chunks of the filter from before the purge that no page since the start has mentioned, under whichever name they
     * came. It does not write chunks again that it has in the same state.
     *
     * @param subscription up to 100 characters
     * @throws io.holcstore.error.ChangeFeedResetException when the page begins after the recorded cursor, or elsewhere,
     *     so that changes would be missed; when the page is of an epoch that is over; when the page begins at the
     *     start, leaves nothing behind and yet ends before the recorded cursor, as after a restore of the source
     *     without a call of {@link ChangeFeed#beginEpoch}. Nothing is then stored
     */
    WriteResult apply(ChangePage page, String subscription);

    /** Returns the cursor at which a subscription continues; empty when nothing was applied under its name yet. */
    Optional<ChangeCursor> cursor(String subscription);
}
