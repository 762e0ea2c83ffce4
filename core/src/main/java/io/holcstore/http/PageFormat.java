package io.holcstore.http;

import io.holcstore.feed.ChangePage.Remaining;
import java.util.List;

/** What {@link PageWriter} and {@link PageReader} have in common; the bytes are described with the package. */
final class PageFormat {
    static final String CONTENT_TYPE = "application/vnd.holcstore.changes";

    /** "HLCP" */
    static final int MAGIC = 0x484c4350;

    static final byte VERSION = 2;

    static final byte END = 0;
    static final byte CHUNK = 1;
    static final byte TOMBSTONE = 2;

    /** By their codes. */
    static final List<Remaining> REMAINING = List.of(Remaining.NOTHING, Remaining.MORE, Remaining.HELD_BACK);

    private PageFormat() {}
}
