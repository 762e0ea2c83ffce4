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

    public void add(WriteResult more) {
        inserted += more.chunksInserted();
        updated += more.chunksUpdated();
        unchanged += more.chunksUnchanged();
        deleted += more.chunksDeleted();
        points += more.points();
        bytes += more.bytes();
        dropped += more.dropped();
        moved += more.moved();
    }

    public WriteResult result() {
        return new WriteResult(inserted, updated, unchanged, deleted, points, bytes, dropped, moved);
    }
}
