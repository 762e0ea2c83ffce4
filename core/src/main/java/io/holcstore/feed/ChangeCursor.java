package io.holcstore.feed;

import io.holcstore.key.KeyFilter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in the change feed of one source, for one filter. It is opaque to replicas. {@link #toString} writes it as
 * text of letters, digits and dots, which URLs and logs take unchanged, and {@link #parse} reads it back. Immutable and
 * thread-safe.
 *
 * <p>A position is a transaction of the source and a change within it. The epoch distinguishes one life of a source
 * from the next. It changes when the source is restored from a backup, and a position of one epoch has no meaning in
 * another epoch.
 */
public final class ChangeCursor {
    private static final ChangeCursor START = new ChangeCursor(0, 0, 0, 0);
    private static final String START_TEXT = "start";
    private static final Pattern TEXT =
            Pattern.compile("([0-9a-f]{16})\\.([0-9a-f]{16})\\.([0-9]{1,19})\\.([0-9]{1,19})");

    private final long epoch;
    private final long filter;
    private final long transaction;
    private final long sequence;

    private ChangeCursor(long epoch, long filter, long transaction, long sequence) {
        this.epoch = epoch;
        this.filter = filter;
        this.transaction = transaction;
        this.sequence = sequence;
    }

    /** Returns the cursor before the first change of any source and filter. */
    public static ChangeCursor start() {
        return START;
    }

    /**
     * Creates a position, for code that makes a feed of its own. Positions are compared by {@code transaction}, then by
     * {@code sequence}.
     *
     * @param epoch of the source, not 0
     * @param filter what is pulled; with any other one the cursor is refused
     * @throws IllegalArgumentException when {@code epoch} is 0 or a position is negative
     */
    public static ChangeCursor of(long epoch, KeyFilter filter, long transaction, long sequence) {
        return checked(epoch, filter.fingerprint(), transaction, sequence);
    }

    private static ChangeCursor checked(long epoch, long filter, long transaction, long sequence) {
        if (epoch == 0 || transaction < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "a change cursor must have an epoch other than 0 and a position that is not negative, but got "
                            + epoch + ", " + transaction + ", " + sequence);
        }
        return new ChangeCursor(epoch, filter, transaction, sequence);
    }

    /**
     * Reads the cursor that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static ChangeCursor parse(String text) {
        if (text.equals(START_TEXT)) {
            return START;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw noCursor(text);
        }
        try {
            return checked(
                    Long.parseUnsignedLong(matcher.group(1), 16),
                    Long.parseUnsignedLong(matcher.group(2), 16),
                    Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)));
        } catch (IllegalArgumentException e) { // a number beyond 63 bits, or an epoch of 0
            throw noCursor(text);
        }
    }

    private static IllegalArgumentException noCursor(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + ".." : text;
        return new IllegalArgumentException(
                "'" + shown + "' is not a change cursor; use the text of a cursor, or 'start'");
    }

    /** Returns whether nothing has been read yet. */
    public boolean isStart() {
        return epoch == 0;
    }

    /** Returns the epoch, which identifies the life of the source; 0 at the start. */
    public long epoch() {
        return epoch;
    }

    /**
     * Returns the transaction of the last change that was read. It is 0 at the start, and on databases that order
     * changes by their sequence.
     */
    public long transaction() {
        return transaction;
    }

    /** Returns the sequence of the last change that was read; 0 at the start. */
    public long sequence() {
        return sequence;
    }

    /** Returns the fingerprint of the filter. */
    public long filter() {
        return filter;
    }

    /** Returns whether this cursor can be used with a filter: it was made for that filter, or it is the start. */
    public boolean isFor(KeyFilter other) {
        return isStart() || filter == other.fingerprint();
    }

    /** Returns whether both cursors belong to the same epoch and filter. */
    public boolean isOfSameFeed(ChangeCursor other) {
        return epoch == other.epoch && filter == other.filter;
    }

    /** Returns whether the other cursor, of the same feed, has read more. */
    public boolean isBefore(ChangeCursor other) {
        return transaction != other.transaction ? transaction < other.transaction : sequence < other.sequence;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangeCursor that
                && isOfSameFeed(that)
                && transaction == that.transaction
                && sequence == that.sequence;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(epoch ^ filter) * 31 + Long.hashCode(transaction * 31 + sequence);
    }

    @Override
    public String toString() {
        return isStart() ? START_TEXT : hex(epoch) + '.' + hex(filter) + '.' + transaction + '.' + sequence;
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
