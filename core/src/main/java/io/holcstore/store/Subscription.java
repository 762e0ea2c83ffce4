package io.holcstore.store;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.sql.SubscriptionTable;
import io.holcstore.sql.SubscriptionTable.Recorded;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a replica has come under one name.
 *
 * @param cursor where it goes on, or null where nothing has been applied
 * @param former epochs that are over, and have chunks here which the source may not have any more
 */
record Subscription(@Nullable ChangeCursor cursor, Set<Long> former) {
    static String checkName(String name) {
        if (name.isBlank() || name.length() > SubscriptionTable.MAX_NAME || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a subscription has a name of 1 to " + SubscriptionTable.MAX_NAME
                    + " characters; got '" + name + "'");
        }
        return name;
    }

    static Subscription of(Recorded recorded) {
        Set<Long> former = new TreeSet<>();
        for (String epoch : recorded.former().split(" ", -1)) {
            if (!epoch.isEmpty()) {
                former.add(Long.parseUnsignedLong(epoch, 16));
            }
        }
        return new Subscription(recorded.cursor().isEmpty() ? null : ChangeCursor.parse(recorded.cursor()), former);
    }

    Recorded recorded() {
        return new Recorded(
                cursor == null ? "" : cursor.toString(),
                former.stream().map(Long::toHexString).collect(Collectors.joining(" ")));
    }

    /**
     * What is to be recorded with a page.
     *
     * @throws ChangeFeedResetException when there are changes between what is recorded and the page, or the source had less than is recorded
     */
    Subscription after(ChangePage page, String name) {
        ChangeCursor from = page.from();
        ChangeCursor next = page.next();
        if (cursor != null && cursor.isOfSameFeed(next)) {
            if (!from.isStart() && cursor.isBefore(from)) {
                throw gap(from, name);
            }
            if (from.isStart() && page.remaining() == ChangePage.Remaining.NOTHING && next.isBefore(cursor)) {
                throw wentBack(next, name);
            }
            return new Subscription(cursor.isBefore(next) ? next : cursor, former);
        }
        if (!from.isStart()) {
            throw gap(from, name);
        }
        Set<Long> over = new TreeSet<>(former);
        if (cursor != null) {
            over.add(cursor.epoch());
        }
        over.remove(next.epoch());
        return new Subscription(next, over);
    }

    private ChangeFeedResetException gap(ChangeCursor from, String name) {
        return new ChangeFeedResetException(
                "a page that begins at " + from + " does not go on from where subscription '" + name
                        + "' is, " + (cursor == null ? "the start" : cursor)
                        + ": changes would be missed; pull on from there, or again from ChangeCursor.start()");
    }

    /** All that the source had ends before what was pulled: in one epoch a source only grows. */
    private ChangeFeedResetException wentBack(ChangeCursor next, String name) {
        return new ChangeFeedResetException(
                "a page from the start with all that its source had ends at " + next + ", before " + cursor
                        + ", where subscription '" + name + "' is: it was read before others that are stored, or the source has been"
                        + " restored from a backup; pull on from where the subscription is, and where that is ahead of the source,"
                        + " first beginEpoch() is called on the source, then pull again from ChangeCursor.start() under the same subscription");
    }

    Subscription withoutFormer() {
        return new Subscription(cursor, Set.of());
    }
}
