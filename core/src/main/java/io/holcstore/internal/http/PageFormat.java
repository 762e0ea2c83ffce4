package io.holcstore.internal.http;

import io.holcstore.feed.ChangePage.Remaining;
import java.util.List;

/** What {@link PageWriter} and {@link PageReader} have in common; the package describes the bytes. */
public final class PageFormat {
    /** Its parameter {@code version} says the version of a page. */
    public static final String CONTENT_TYPE = "application/vnd.holcstore.changes";

    /** "HLCP", at the beginning of every version. */
    public static final int MAGIC = 0x484c4350;

    /**
     * The first version of clients that go on in an earlier generation of an epoch, and that know what to delete after
     * a pull from the start: its pages say what was purged.
     */
    public static final int WITH_PURGES = 2;

    public static final byte END = 0;
    public static final byte CHUNK = 1;
    public static final byte TOMBSTONE = 2;

    /** By their codes. */
    public static final List<Remaining> REMAINING = List.of(Remaining.NOTHING, Remaining.MORE, Remaining.HELD_BACK);

    private PageFormat() {}
}
