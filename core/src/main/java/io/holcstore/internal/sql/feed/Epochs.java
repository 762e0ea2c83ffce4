package io.holcstore.internal.sql.feed;

import java.util.UUID;

/**
 * The numbers of epochs. An epoch begins with the upper half of a random UUID, whose last 12 bits are 0. A purge of
 * tombstones begins its next generation: a higher number with other last 12 bits. All generations of an epoch belong to
 * one life of a source, so sequences compare across them, and a cursor of an earlier generation goes on where it lies
 * behind what was purged.
 */
public final class Epochs {
    private static final int GENERATION_BITS = 12;

    /** A UUID says its version before its last 12 bits, so that other numbers are not taken for generations. */
    private static final int VERSION_MASK = 0xf;

    private static final int RANDOM_UUID = 4;

    /** A purge goes on by a random step, so that a backup which is purged again seldom comes to the same number. */
    private static final int LONGEST_STEP = 16;

    private Epochs() {}

    /** A new epoch; never 0. */
    static long begin() {
        return firstGeneration(random());
    }

    private static long random() {
        return UUID.randomUUID().getMostSignificantBits();
    }

    /** The next generation; after some hundreds of them another epoch. */
    static long afterPurge(long epoch) {
        long next = epoch + 1 + (random() >>> Integer.SIZE) % LONGEST_STEP;
        return areGenerations(next, epoch) ? next : begin();
    }

    /** Whether both are generations of one epoch; so is an epoch with itself. */
    public static boolean areGenerations(long a, long b) {
        return a == b
                || (a >>> GENERATION_BITS == b >>> GENERATION_BITS
                        && (a >>> GENERATION_BITS & VERSION_MASK) == RANDOM_UUID);
    }

    /** Whether both are generations of one epoch, and the first one is over since the second one began. */
    public static boolean isEarlierGeneration(long epoch, long than) {
        return areGenerations(epoch, than) && epoch < than;
    }

    /** A number that no generation of the epoch is below. */
    static long firstGeneration(long epoch) {
        return epoch >>> GENERATION_BITS << GENERATION_BITS;
    }
}
