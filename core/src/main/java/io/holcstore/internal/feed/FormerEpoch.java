package io.holcstore.internal.feed;

import io.holcstore.key.KeyFilter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An epoch from which a replica has pulled under one name, beside what its cursor says.
 *
 * @param filter the fingerprint of the filter it was pulled with, or {@value #SEVERAL}
 */
record FormerEpoch(long epoch, long filter, Stage stage) {
    static final long SEVERAL = 0;

    private static final Pattern TEXT = Pattern.compile("([A-Z_]+):([0-9a-f]{1,16}):([0-9a-f]{1,16})");

    enum Stage {
        /** The cursor's own epoch, which was pulled with other filters before. */
        CURRENT,
        /**
         * The cursor's own epoch; what its earlier generations left is deleted once all that the source has now was
         * seen.
         */
        GENERATIONS,
        /** Over; what it left is deleted once all that the source has now was seen. */
        DUE,
        /** Over; nothing of it is left that matches the cursor's filter, but it was pulled with another one. */
        PARTLY_CLEANED,
        /** Over, and nothing of it is left; known so that its pages are refused. */
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

    /** As it is when another feed begins. */
    FormerEpoch atBeginning() {
        return stage == Stage.PARTLY_CLEANED ? new FormerEpoch(epoch, filter, Stage.DUE) : this;
    }

    /** As it is once what matches a filter is deleted. */
    FormerEpoch cleaned(KeyFilter cleaned) {
        if (!isDue()) {
            return this;
        }
        boolean all = cleaned.conditions().isEmpty() || filter == cleaned.fingerprint();
        return new FormerEpoch(epoch, filter, all ? Stage.CLEANED : Stage.PARTLY_CLEANED);
    }
}
