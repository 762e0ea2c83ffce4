package io.holcstore.internal.verb;

import io.holcstore.store.WriteResult;

/** Counts what a write does. */
public final class WriteTally {
    public long inserted;
    public long updated;
    public long unchanged;
    public long deleted;
    public long points;
    public long bytes;
    public long dropped;
    public long moved;

    public WriteResult result() {
        return new WriteResult(inserted, updated, unchanged, deleted, points, bytes, dropped, moved);
    }
}
