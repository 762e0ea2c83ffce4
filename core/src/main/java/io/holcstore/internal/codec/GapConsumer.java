package io.holcstore.internal.codec;

/** Receives the gaps of a chunk one after the other, in order of time. */
@FunctionalInterface
public interface GapConsumer {
    /**
     * Receives a gap: the slots {@code [fromSlot, toSlot)} have no value. The slots before and after it have a value or
     * do not exist.
     */
    void gap(int fromSlot, int toSlot);
}
