package io.holcstore.internal.feed;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.feed.FormerEpoch.Stage;
import io.holcstore.internal.sql.chunk.Replication;
import io.holcstore.internal.sql.feed.Epochs;
import io.holcstore.internal.sql.feed.ReplicaTable.Leftovers;
import io.holcstore.internal.sql.feed.SubscriptionTable.Recorded;
import io.holcstore.key.KeyFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The position of a replica under one name.
 *
 * @param cursor the position to continue from, or null before the first page
 * @param former other epochs that were pulled from, and the state of the cursor's own epoch where there is one; each
 *      epoch occurs once
 */
record Subscription(@Nullable ChangeCursor cursor, List<FormerEpoch> former) {
    static String checkName(String name) {
        if (name.isBlank() || name.length() > Replication.MAX_SUBSCRIPTION || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the name of a subscription must have 1 to "
                    + Replication.MAX_SUBSCRIPTION + " characters; got '" + name + "'");
        }
        return name;
    }

    static Subscription of(Recorded recorded) {
        List<FormerEpoch> former = Stream.of(recorded.former().split(" ", -1))
                .filter(text -> !text.isEmpty())
                .map(FormerEpoch::parse)
                .toList();
        return new Subscription(recorded.cursor().isEmpty() ? null : ChangeCursor.parse(recorded.cursor()), former);
    }

    Recorded recorded() {
        return new Recorded(
                cursor == null ? "" : cursor.toString(),
                former.stream().map(FormerEpoch::toString).collect(Collectors.joining(" ")));
    }

    /**
     * Returns what to record together with a page.
     *
     * @throws ChangeFeedResetException when there are changes between the recorded position and the page, the source
     *      has fewer changes than recorded, or the page belongs to a former epoch
     */
    Subscription after(ChangePage page, String store, String name) {
        ChangeCursor from = page.from();
        ChangeCursor next = page.next();
        if (former.stream().anyMatch(epoch -> epoch.isOver() && epoch.epoch() == next.epoch())
                || (cursor != null && Epochs.isEarlierGeneration(next.epoch(), cursor.epoch()))) {
            throw over(next, store, name);
        }
        if (cursor != null && cursor.isOfSameFeed(next)) {
            if (!from.isStart() && cursor.isBefore(from)) {
                throw gap(from, store, name);
            }
            if (from.isStart() && page.remaining() == ChangePage.Remaining.NOTHING && next.isBefore(cursor)) {
                throw wentBack(next, store, name);
            }
            return new Subscription(cursor.isBefore(next) ? next : cursor, former);
        }
        if (!from.isStart()) {
            throw gap(from, store, name);
        }
        return new Subscription(next, begun(next));
    }

    /** Returns the other epochs when a feed begins at the start. */
    private List<FormerEpoch> begun(ChangeCursor next) {
        List<FormerEpoch> begun = new ArrayList<>();
        long filter = cursor == null ? FormerEpoch.SEVERAL : cursor.filter();
        for (FormerEpoch epoch : former) {
            if (epoch.isOver()) {
                begun.add(epoch.atBeginning());
            } else if (epoch.stage() == Stage.CURRENT) {
                filter = FormerEpoch.SEVERAL;
            }
        }
        begun.add(new FormerEpoch(next.epoch(), FormerEpoch.SEVERAL, Stage.GENERATIONS));
        if (cursor != null && cursor.epoch() == next.epoch()) {
            begun.add(new FormerEpoch(cursor.epoch(), FormerEpoch.SEVERAL, Stage.CURRENT));
        } else if (cursor != null) {
            begun.add(new FormerEpoch(cursor.epoch(), filter, Stage.DUE));
        }
        return begun;
    }

    /**
     * Returns the chunks that may be here although the source no longer has them. Valid after everything from the
     * source was pulled.
     *
     * @param purgedSequence the highest sequence of a purged tombstone, as the source reports it
     */
    List<Leftovers> leftovers(long purgedSequence) {
        List<Leftovers> gone = new ArrayList<>();
        for (FormerEpoch epoch : former) {
            boolean isGeneration = cursor != null && Epochs.areGenerations(epoch.epoch(), cursor.epoch());
            if (epoch.isDue() && !isGeneration) {
                gone.add(Leftovers.ofEpoch(epoch.epoch()));
            } else if (epoch.stage() == Stage.GENERATIONS && purgedSequence > 0) {
                gone.add(Leftovers.ofGenerations(epoch.epoch(), purgedSequence));
            }
        }
        return gone;
    }

    /** Returns what to record after the {@link #leftovers} of a filter were deleted. */
    Subscription cleaned(KeyFilter filter) {
        return new Subscription(
                cursor,
                former.stream()
                        .filter(epoch -> epoch.stage() != Stage.GENERATIONS)
                        .map(epoch -> epoch.cleaned(filter))
                        .toList());
    }

    private ChangeFeedResetException gap(ChangeCursor from, String store, String name) {
        return new ChangeFeedResetException(
                "a page that begins at " + from + " does not continue subscription '" + name
                        + "', which is at " + (cursor == null ? "the start" : cursor)
                        + ": changes would be missed; pull from there, or again from ChangeCursor.start()",
                store,
                name);
    }

    /**
     * Returns the exception for a source that ends before the recorded position: within an epoch, a source only grows.
     */
    private ChangeFeedResetException wentBack(ChangeCursor next, String store, String name) {
        return new ChangeFeedResetException(
                "a page from the start that contains all of its source ends at " + next + ", before " + cursor
                        + ", the position of subscription '" + name
                        + "': the page was read before others that are stored, or the source has been"
                        + " restored from a backup; pull from the position of the subscription, and if that is ahead of the source,"
                        + " call beginEpoch() on the source, and pull again from ChangeCursor.start() under the same subscription",
                store,
                name);
    }

    private static ChangeFeedResetException over(ChangeCursor next, String store, String name) {
        return new ChangeFeedResetException(
                "a page up to " + next + " belongs to a former epoch of subscription '"
                        + name
                        + "': it is late and can be dropped, or the source has been restored from a backup that was made in that epoch."
                        + " After a restore, call beginEpoch() on the source, and pull again from ChangeCursor.start() under the same subscription",
                store,
                name);
    }
}
