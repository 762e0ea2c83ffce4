package io.holcstore.internal.django;

import java.util.List;

/**
 * A page of the chunks that were written since a time.
 *
 * @param count the number of such chunks on all pages
 * @param chunks the chunks of this page, without their data
 * @param more whether more chunks follow
 */
public record DjangoPage(long count, List<DjangoChunk> chunks, boolean more) {
    public DjangoPage {
        chunks = List.copyOf(chunks);
    }
}
