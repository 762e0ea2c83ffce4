package io.holcstore.internal.django;

import java.util.List;

/**
 * Some of the chunks that were written since a time.
 *
 * @param count how many there are in all
 * @param chunks those of this page, without their data
 * @param more whether others come after them
 */
public record DjangoPage(long count, List<DjangoChunk> chunks, boolean more) {
    public DjangoPage {
        chunks = List.copyOf(chunks);
    }
}
