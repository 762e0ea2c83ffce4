package io.holcstore.store;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import java.util.Optional;

/** A store that follows others. Made by {@link ChunkStore#replica}; thread-safe. */
public interface Replica {
    /**
     * Stores the changes of a source, as one transaction. A chunk that is stored in the state of the page or a later
     * one stays as it is, so that pages can come again and in any order. Every blob is decoded: number and times of its
     * values must be those of the change, and sum, least and greatest value are taken from the values themselves.
     *
     * <p>Changes go one way, and by one path: a store must not feed its own source, not by way of others either, and a
     * key must come from one source only. Neither is found out, but for a store that applies its own changes; chunks
     * would be written again and again. What is written here otherwise stays until the source changes the same chunk,
     * or begins a new epoch: that overwrites it.
     *
     * @throws io.holcstore.error.DefinitionException when the store is not replicated, or its axes, step, zone or
     *     chunks are not the source's
     * @throws io.holcstore.error.ChunkFormatException when a blob is damaged or does not fit its chunk; nothing is
     *     stored then
     * @throws IllegalArgumentException when a change cannot be one of such a store, or the page is the first one of
     *     this store's own changes
     */
    WriteResult apply(ChangePage page);

    /**
     * {@link #apply(ChangePage)}, which also records {@link ChangePage#next()} under a name in the same transaction:
     * {@link #cursor} is always where the data is. A page that does not reach beyond what is recorded leaves that as it
     * is.
     *
     * <p>A page from {@link ChangeCursor#start()} begins again where the source's epoch or the filter is another one
     * than recorded. With the first page that leaves {@linkplain ChangePage.Remaining#NOTHING nothing} behind, chunks
     * of the page's filter that came under this name in a former epoch and were not mentioned in the new one are
     * deleted, because the source no longer has them. Where the former epoch was pulled with another filter, what this
     * one does not look at stays until a pull from the start with that filter, or without any.
     *
     * @param subscription up to 100 characters
     * @throws io.holcstore.error.ChangeFeedResetException when the page begins after what is recorded, or elsewhere:
     *     changes would be missed; when it is of an epoch that is over; when it begins at the start, leaves nothing
     *     behind and yet ends before what is recorded, as after a restore of the source that
     *     {@link ChangeFeed#beginEpoch} was not called for. Nothing is stored then
     */
    WriteResult apply(ChangePage page, String subscription);

    /** Where a subscription goes on; empty when nothing was applied under its name yet. */
    Optional<ChangeCursor> cursor(String subscription);
}
