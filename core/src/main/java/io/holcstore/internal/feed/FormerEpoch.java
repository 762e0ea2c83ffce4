package io.holcstore.internal.feed;

import io.holcstore.key.KeyFilter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An epoch other than that of the cursor, from which a replica has pulled under the same name.
 *
 * @param filter the fingerprint of the filter it was pulled with, or {@value #SEVERAL}
 */
record FormerEpoch(long epoch, long filter, Stage stage) {
    static final long SEVERAL = 0;

    private static final Pattern TEXT = Pattern.compile("([A-Z_]+):([0-9a-f]{1,16}):([0-9a-f]{1,16})");

    enum Stage {
        /** The epoch of the cursor, which was pulled with other filters before. */
        CURRENT,
        /**
         * The cursor's own epoch. Chunks from its earlier generations that the source no longer has are deleted after
         * everything that the source has now was pulled.
         */
        GENERATIONS,
        /** The epoch has ended. Its leftovers are deleted after everything that the source has now was pulled. */
        DUE,
        /**
         * The epoch has ended. Its leftovers were deleted as far as the cursor's filter matches, but it was pulled with
         * another filter.
         */
        PARTLY_CLEANED,
        /** The epoch has ended and has no leftovers. It is recorded so that its pages are refused. */
        CLEANED
    }

    static FormerEpoch parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("'" + text + "' is not a former epoch of a subscription");
        }
        return new FormerEpoch(
                Long.parseUnsignedLong(matcher.group(2), 16),
                Long.parseUnsignedLong(matcher.group(3), 16),
                Stage.valueOf(matcher.group(1)));
    }

    @Override
    public String toString() {
        return stage + ":" + Long.toHexString(epoch) + ':' + Long.toHexString(filter);
    }

    boolean isOver() {
        return stage != Stage.CURRENT && stage != Stage.GENERATIONS;
    }

    boolean isDue() {
        return stage == Stage.DUE;
    }

    /** Returns its state when another feed begins. */
    FormerEpoch atBeginning() {
        return stage == Stage.PARTLY_CLEANED ? new FormerEpoch(epoch, filter, Stage.DUE) : this;
    }

    /** Returns its state after the chunks that match a filter were deleted. */
    FormerEpoch cleaned(KeyFilter cleaned) {
        if (!isDue()) {
            return this;
        }
        boolean all = cleaned.conditions().isEmpty() || filter == cleaned.fingerprint();
        return new FormerEpoch(epoch, filter, all ? Stage.CLEANED : Stage.PARTLY_CLEANED);
    }
}
