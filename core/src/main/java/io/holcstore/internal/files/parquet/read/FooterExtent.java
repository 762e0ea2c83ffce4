package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.ThriftStruct;
import java.util.List;

/** Finds the last byte that a footer refers to: of columns, their indexes and their Bloom filters. */
final class FooterExtent {
    private static final int OFFSET_INDEX = 4;
    private static final int COLUMN_INDEX = 6;
    private static final int BLOOM_FILTER = 14;

    private FooterExtent() {}

    /** Returns where it ends; 0 for a footer that refers to nothing. */
    static long end(List<ThriftStruct> groups) {
        long end = 0;
        for (ThriftStruct group : groups) {
            for (ThriftStruct chunk : group.structs(1)) {
                end = Math.max(end, Math.max(part(chunk, OFFSET_INDEX), part(chunk, COLUMN_INDEX)));
                if (chunk.has(3)) {
                    ThriftStruct data = chunk.struct(3);
                    end = Math.max(end, Math.max(Chunk.from(data) + data.number(7, 0), part(data, BLOOM_FILTER)));
                }
            }
        }
        return end;
    }

    /** Returns the end of a part whose place and length are two fields. */
    private static long part(ThriftStruct of, int place) {
        return of.number(place, 0) + of.number(place + 1, 0);
    }
}
