package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.parquet.ByteSink;
import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.PageCodec;
import io.holcstore.internal.files.parquet.ThriftWriter;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Collects the pages of a column of one group of rows. */
final class ColumnWriter {
    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int DELTA_BINARY_PACKED = 5;
    static final int RLE_DICTIONARY = 8;

    private final Compression compression;
    private final @Nullable PageCodec codec;
    private final ByteSink first = new ByteSink(); // the dictionary
    private final ByteSink pages = new ByteSink();
    private final ByteSink content = new ByteSink();
    private final ByteSink header = new ByteSink();
    private byte[] packed = {};
    private long uncompressed;

    ColumnWriter(Compression compression) {
        this.compression = compression;
        this.codec = compression == Compression.UNCOMPRESSED ? null : compression.open();
    }

    /** Returns what takes the content of the next page. */
    ByteSink content() {
        return content;
    }

    /** Returns the page of the dictionary; empty when there is none. */
    ByteSink first() {
        return first;
    }

    ByteSink pages() {
        return pages;
    }

    /** Returns how many bytes all pages have before they are compressed. */
    long uncompressed() {
        return uncompressed;
    }

    Compression compression() {
        return compression;
    }

    /** Ends a page of values. */
    void data(int values, int encoding) {
        page(pages, 5, 0, values, encoding);
    }

    /** Ends a page that is a dictionary. */
    void dictionary(int values) {
        page(first, 7, 2, values, PLAIN);
    }

    private void page(ByteSink to, int field, int type, int values, int encoding) {
        int size = content.size();
        byte[] bytes = content.array();
        int stored = size;
        if (codec != null) {
            int limit = codec.limit(size);
            packed = packed.length < limit ? new byte[limit] : packed;
            stored = codec.compress(bytes, size, packed, 0);
            bytes = packed;
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, stored);
        header.clear();
        ThriftWriter out = new ThriftWriter(header)
                .int32(1, type)
                .int32(2, size)
                .int32(3, stored)
                .int32(4, (int) checksum.getValue())
                .struct(field)
                .int32(1, values)
                .int32(2, encoding);
        if (type == 0) {
            out.int32(3, RLE).int32(4, RLE); // of levels, of which there are none
        }
        out.end().end();
        to.bytes(header.array(), header.size());
        to.bytes(bytes, stored);
        uncompressed += header.size() + (long) size;
        content.clear();
    }

    void clear() {
        first.clear();
        pages.clear();
        uncompressed = 0;
    }
}
