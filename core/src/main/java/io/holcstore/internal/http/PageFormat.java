package io.holcstore.internal.http;

import io.holcstore.feed.ChangePage.Remaining;
import java.util.List;

/** What {@link PageWriter} and {@link PageReader} have in common; the bytes are described with the package. */
public final class PageFormat {
    public static final String CONTENT_TYPE = "application/vnd.holcstore.changes";

    /** "HLCP" */
    public static final int MAGIC = 0x484c4350;

    public static final byte VERSION = 2;

    public static final byte END = 0;
    public static final byte CHUNK = 1;
    public static final byte TOMBSTONE = 2;

    /** By their codes. */
    public static final List<Remaining> REMAINING = List.of(Remaining.NOTHING, Remaining.MORE, Remaining.HELD_BACK);

    private PageFormat() {}
}
