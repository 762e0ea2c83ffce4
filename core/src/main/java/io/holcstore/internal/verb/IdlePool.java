package io.holcstore.internal.verb;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few objects with large buffers that no operation uses at the moment. The last one given back is borrowed
 * next, so that few of them grow. Thread-safe.
 */
public final class IdlePool<T> {
    private final LinkedBlockingDeque<T> idle =
            new LinkedBlockingDeque<>(2 * Runtime.getRuntime().availableProcessors());
    private final Supplier<T> make;

    public IdlePool(Supplier<T> make) {
        this.make = make;
    }

    public T borrow() {
        @Nullable T kept = idle.pollFirst();
        return kept != null ? kept : make.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    public void giveBack(T thing) {
        if (!idle.offerFirst(thing)) {
            return; // the pool is full: this object becomes garbage
        }
    }
}
