package io.holcstore.http;

import io.holcstore.feed.ChangePage.Remaining;
import java.util.List;

/** What {@link PageWriter} and {@link PageReader} of version 1 have in common; the package describes the bytes. */
final class PageFormat {
    /** Its parameter {@code version} says the version of a page. */
    static final String CONTENT_TYPE = "application/vnd.holcstore.changes";

    /** "HLCP", at the beginning of every version. */
    static final int MAGIC = 0x484c4350;

    static final byte END = 0;
    static final byte CHUNK = 1;
    static final byte TOMBSTONE = 2;

    /** By their codes. */
    static final List<Remaining> REMAINING = List.of(Remaining.NOTHING, Remaining.MORE, Remaining.HELD_BACK);

    private PageFormat() {}
}
