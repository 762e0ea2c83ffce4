package io.holcstore.internal.http;

import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.internal.calendar.ZoneData;
import io.holcstore.internal.time.Micros;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a page of version 1 from memory and checks everything in it: lengths against the bytes that are left, counts
 * against the request, and values against their axes.
 */
public final class PageReader {

    /** The bytes are not a valid page, and another request would not change that. */
    public static final class NoPageException extends Exception {
        private static final long serialVersionUID = 1L;

        NoPageException(String message) {
            super(message);
        }
    }

    /** The page was cut or changed on its way. */
    public static final class DamagedPageException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedPageException(String message) {
            super(message);
        }
    }

    private final ByteBuffer in;
    private final List<Axis<?>> axes;
    private final int maxChanges;

    private PageReader(ByteBuffer in, List<Axis<?>> axes, int maxChanges) {
        this.in = in;
        this.axes = axes;
        this.maxChanges = maxChanges;
    }

    /** Does the same as {@link PageFormats.Reader#read}, in version 1. */
    public static ChangePage read(ByteBuffer in, PageFormats.Asked asked) throws NoPageException {
        return read(in, asked, false);
    }

    /** As {@link PageFormats.Reader#read}, in version 2. */
    static ChangePage readWithPurges(ByteBuffer in, PageFormats.Asked asked) throws NoPageException {
        return read(in, asked, true);
    }

    private static ChangePage read(ByteBuffer in, PageFormats.Asked asked, boolean withPurges) throws NoPageException {
        try {
            return new PageReader(in, asked.axes(), asked.maxChanges())
                    .page(asked.shape(), asked.filter(), asked.from(), withPurges);
        } catch (BufferUnderflowException e) {
            throw new NoPageException("the page ends early");
        } catch (CharacterCodingException e) {
            throw new NoPageException("a text is not UTF-8");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new NoPageException(String.valueOf(e.getMessage()));
        }
    }

    private ChangePage page(Map<String, String> shape, KeyFilter filter, ChangeCursor from, boolean withPurges)
            throws NoPageException, CharacterCodingException {
        Map<String, String> itsShape = shape();
        require(
                itsShape.equals(shape),
                "the source is " + Quote.shown(itsShape.toString(), 500) + " but the replica " + shape
                        + ZoneData.hint(itsShape, shape));
        KeyFilter allowed = allowed();
        List<Change> changes = new ArrayList<>();
        for (byte kind = in.get(); kind != PageFormat.END; kind = in.get()) {
            require(changes.size() < maxChanges, "the page has more than the " + maxChanges + " changes asked for");
            require(kind == PageFormat.CHUNK || kind == PageFormat.TOMBSTONE, "unknown kind of change: " + kind);
            changes.add(change(kind == PageFormat.TOMBSTONE));
        }
        int count = in.getInt();
        require(count == changes.size(), "the page has " + changes.size() + " changes but states " + count);
        ChangeCursor next = ChangeCursor.parse(text());
        byte remaining = in.get();
        require(
                remaining >= 0 && remaining < PageFormat.REMAINING.size(),
                "unknown code for what remains: " + remaining);
        long purgedSequence = withPurges ? in.getLong() : 0;
        require(!in.hasRemaining(), "the end of the page is followed by " + in.remaining() + " bytes");
        Remaining after = PageFormat.REMAINING.get(remaining);
        require(
                after != Remaining.MORE || !next.equals(from),
                "the page announces more changes, but it begins and ends at " + from);
        return new ChangePage(itsShape, allowed.and(filter), from, changes, next, after, purgedSequence);
    }

    private Map<String, String> shape() throws NoPageException, CharacterCodingException {
        int size = in.get();
        require(size >= 0, "the number of settings cannot be negative: " + size);
        Map<String, String> shape = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            String name = text();
            shape.put(name, text());
        }
        return shape;
    }

    /** Reads the conditions by which the source restricts this caller. */
    private KeyFilter allowed() throws NoPageException, CharacterCodingException {
        int size = in.get();
        require(size >= 0, "the number of conditions cannot be negative: " + size);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            conditions.add(text());
        }
        try {
            return FilterParameters.read(conditions, axes, FilterParameters.MAX_VALUES);
        } catch (ProblemException e) {
            throw new NoPageException(e.problem().detail());
        }
    }

    private Change change(boolean deleted) throws NoPageException, CharacterCodingException {
        AxisValue<?>[] values = new AxisValue<?>[axes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = axes.get(i).parse(text());
        }
        SeriesKey key = SeriesKey.of(values);
        int chunk = in.getInt();
        long sequence = in.getLong();
        Instant updatedAt = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
        require(Micros.isInRange(updatedAt), key + " has a time of writing outside the years 1 to 9999: " + updatedAt);
        String dtype = text();
        if (deleted) {
            return new Change(key, chunk, sequence, true, dtype, 0, 0, 0, 0, updatedAt, new byte[0]);
        }
        int valueCount = in.getInt();
        long start = in.getLong();
        long first = in.getLong();
        long last = in.getLong();
        Statistics statistics = new Statistics(valueCount, in.getDouble(), in.getDouble(), in.getDouble());
        return new Change(key, chunk, sequence, false, dtype, statistics, start, first, last, updatedAt, bytes());
    }

    private String text() throws NoPageException, CharacterCodingException {
        int length = length();
        ByteBuffer utf8 = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    }

    private byte[] bytes() throws NoPageException {
        byte[] bytes = new byte[length()];
        in.get(bytes);
        return bytes;
    }

    /** Reads a length, which cannot exceed the bytes that are left. */
    private int length() throws NoPageException {
        int length = in.getInt();
        require(
                length >= 0 && length <= in.remaining(),
                "a length of " + length + ", but only " + in.remaining() + " bytes are left");
        return length;
    }

    private static void require(boolean holds, String otherwise) throws NoPageException {
        if (!holds) {
            throw new NoPageException(otherwise);
        }
    }
}
