package io.holcstore.store;

import io.holcstore.codec.ChunkCodec;
import io.holcstore.codec.Encoding;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Workspaces that no operation uses at the moment; a few are kept. Thread-safe. */
final class WorkspacePool {
    private final ArrayBlockingQueue<Workspace> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());
    private final Encoding encoding;
    private final int slotsPerDay;

    WorkspacePool(Encoding encoding, int slotsPerDay) {
        this.encoding = encoding;
        this.slotsPerDay = slotsPerDay;
    }

    Workspace borrow() {
        @Nullable Workspace workspace = idle.poll();
        return workspace != null ? workspace : new Workspace(this, ChunkCodec.of(encoding, slotsPerDay));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void giveBack(Workspace workspace) {
        if (!idle.offer(workspace)) {
            return; // enough are kept: this one is garbage
        }
    }
}
