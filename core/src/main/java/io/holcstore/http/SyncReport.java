package io.holcstore.http;

import java.time.Duration;

/**
 * What a pull did.
 *
 * @param pages how many pages came
 * @param chunks how many chunks with values were among them
 * @param tombstones how many deleted chunks were among them
 * @param bytes the size of the pages
 * @param elapsed how long it took
 * @param behind how old the replica's state is, at the most: the last page was asked for so long before the end
 * @param heldBack whether the source held changes back, because a transaction that may have made earlier ones was still
 *     running there; a later pull brings them
 */
public record SyncReport(
        long pages, long chunks, long tombstones, long bytes, Duration elapsed, Duration behind, boolean heldBack) {}
