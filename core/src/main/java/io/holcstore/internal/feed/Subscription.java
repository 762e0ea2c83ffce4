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
 * How far a replica has come under one name.
 *
 * @param cursor where it goes on, or null where nothing has been applied
 * @param former other epochs that were pulled from, each once, and what is known of the cursor's own beside it
 */
record Subscription(@Nullable ChangeCursor cursor, List<FormerEpoch> former) {
    static String checkName(String name) {
        if (name.isBlank() || name.length() > Replication.MAX_SUBSCRIPTION || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a subscription has a name of 1 to " + Replication.MAX_SUBSCRIPTION
                    + " characters; got '" + name + "'");
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
     * What is to be recorded with a page.
     *
     * @throws ChangeFeedResetException when there are changes between what is recorded and the page, the source had
     *     less than is recorded, or the page is of an epoch that is over
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

    /** The epochs beside that of a feed which begins at the start. */
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
     * The chunks that may be here and that the source does not have, once all that it has was seen.
     *
     * @param purgedSequence as the source says it
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

    /** What is to be recorded once the {@link #leftovers} of a filter were deleted. */
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
                "a page that begins at " + from + " does not go on from where subscription '" + name
                        + "' is, " + (cursor == null ? "the start" : cursor)
                        + ": changes would be missed; pull on from there, or again from ChangeCursor.start()",
                store,
                name);
    }

    /** All that the source had ends before what was pulled: in one epoch a source only grows. */
    private ChangeFeedResetException wentBack(ChangeCursor next, String store, String name) {
        return new ChangeFeedResetException(
                "a page from the start with all that its source had ends at " + next + ", before " + cursor
                        + ", where subscription '" + name
                        + "' is: it was read before others that are stored, or the source has been"
                        + " restored from a backup; pull on from where the subscription is, and where that is ahead of the source,"
                        + " call beginEpoch() on the source first, then pull again from ChangeCursor.start() under the same subscription",
                store,
                name);
    }

    private static ChangeFeedResetException over(ChangeCursor next, String store, String name) {
        return new ChangeFeedResetException(
                "a page up to " + next + " is of an epoch that is over for subscription '"
                        + name
                        + "': it comes late and is to be dropped, or the source has been restored from a backup that was made in that epoch; then"
                        + " call beginEpoch() on the source first, then pull again from ChangeCursor.start() under the same subscription",
                store,
                name);
    }
}
