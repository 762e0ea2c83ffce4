package io.holcstore.internal.verb;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a few objects with large buffers that no operation uses at the moment. Thread-safe. */
public final class IdlePool<T> {
    private final ArrayBlockingQueue<T> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());
    private final Supplier<T> make;

    public IdlePool(Supplier<T> make) {
        this.make = make;
    }

    public T borrow() {
        @Nullable T kept = idle.poll();
        return kept != null ? kept : make.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void giveBack(T thing) {
        if (!idle.offer(thing)) {
            return; // the pool is full: this object becomes garbage
        }
    }
}
