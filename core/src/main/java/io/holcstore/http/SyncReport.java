package io.holcstore.http;

import java.time.Duration;

/**
 * The result of a pull.
 *
 * @param pages the number of pages
 * @param chunks the number of chunks with values in them
 * @param tombstones the number of deleted chunks in them
 * @param bytes the size of the pages, in bytes
 * @param elapsed how long the pull took
 * @param behind how old the state of the replica is at most: the time from the request for the last page to the end of
 *     the pull
 * @param heldBack whether the source held changes back because a transaction that may have made earlier ones was still
 *     running; a later pull brings them
 */
public record SyncReport(
        long pages, long chunks, long tombstones, long bytes, Duration elapsed, Duration behind, boolean heldBack) {}
