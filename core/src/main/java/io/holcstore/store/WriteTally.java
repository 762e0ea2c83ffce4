package io.holcstore.store;

/** Counts what a write does while it is done. */
final class WriteTally {
    long inserted;
    long updated;
    long unchanged;
    long deleted;
    long points;
    long bytes;
    long dropped;

    WriteResult result() {
        return new WriteResult(inserted, updated, unchanged, deleted, points, bytes, dropped);
    }
}
