package io.holcstore.internal.codec;

/** Takes the gaps of a chunk, one after the other in order of time. */
@FunctionalInterface
public interface GapConsumer {
    /** The slots {@code [fromSlot, toSlot)} have no value; the slots beside them have, or do not exist. */
    void gap(int fromSlot, int toSlot);
}
