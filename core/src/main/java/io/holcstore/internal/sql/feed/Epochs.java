package io.holcstore.internal.sql.feed;

import java.util.UUID;

/**
 * The numbers of epochs. An epoch begins with the upper half of a random UUID, whose last 12 bits are 0. A purge of
 * tombstones begins its next generation: a higher number with other last 12 bits. All generations of an epoch belong to
 * one history of a source, so their sequences can be compared, and a cursor of an earlier generation stays valid if it
 * lies after everything that was purged.
 */
public final class Epochs {
    private static final int GENERATION_BITS = 12;

    /** The position of the UUID version, by which generations are told from other numbers. */
    private static final int VERSION_MASK = 0xf;

    private static final int RANDOM_UUID = 4;

    /**
     * The limit of the random step to the next generation. A backup that was restored without a new epoch, and is
     * purged, gets the number that its source got with a chance of one in this many.
     */
    private static final int LONGEST_STEP = 16;

    private Epochs() {}

    /** Returns a new epoch, which is never 0. */
    static long begin() {
        return firstGeneration(random());
    }

    private static long random() {
        return UUID.randomUUID().getMostSignificantBits();
    }

    /** Returns the next generation, or a new epoch after some hundreds of generations. */
    static long afterPurge(long epoch) {
        long next = epoch + 1 + (random() >>> Integer.SIZE) % LONGEST_STEP;
        return areGenerations(next, epoch) ? next : begin();
    }

    /** Returns whether both are generations of one epoch, or the same number. */
    public static boolean areGenerations(long a, long b) {
        return a == b
                || (a >>> GENERATION_BITS == b >>> GENERATION_BITS
                        && (a >>> GENERATION_BITS & VERSION_MASK) == RANDOM_UUID);
    }

    /** Returns whether both are generations of one epoch, and the first is earlier than the second. */
    public static boolean isEarlierGeneration(long epoch, long than) {
        return areGenerations(epoch, than) && epoch < than;
    }

    /** Returns the first generation of an epoch. No other is lower. */
    static long firstGeneration(long epoch) {
        return epoch >>> GENERATION_BITS << GENERATION_BITS;
    }
}
