package io.holcstore.internal.http;

import io.holcstore.feed.ChangePage.Remaining;
import java.util.List;

/**
 * The constants that {@link PageWriter} and {@link PageReader} share. The package
 * {@code io.holcstore.http} describes the bytes.
 */
public final class PageFormat {
    /** The media type of a page. Its parameter {@code version} is the version of the page. */
    public static final String CONTENT_TYPE = "application/vnd.holcstore.changes";

    /** "HLCP", the first bytes of every version. */
    public static final int MAGIC = 0x484c4350;

    /**
     * The first version of clients that go on in an earlier generation of an epoch, and that know what to delete after
     * a pull from the start: its pages say what was purged.
     */
    public static final int WITH_PURGES = 2;

    public static final byte END = 0;
    public static final byte CHUNK = 1;
    public static final byte TOMBSTONE = 2;

    /** What remains after a page, indexed by its code. */
    public static final List<Remaining> REMAINING = List.of(Remaining.NOTHING, Remaining.MORE, Remaining.HELD_BACK);

    private PageFormat() {}
}
