package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.BinaryValues;
import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.DictionaryValues;
import io.holcstore.internal.files.parquet.DictionaryValues.Dictionary;
import io.holcstore.internal.files.parquet.HybridDecoder;
import io.holcstore.internal.files.parquet.NumberValues;
import io.holcstore.internal.files.parquet.PageBytes;
import io.holcstore.internal.files.parquet.PageCodec;
import io.holcstore.internal.files.parquet.PhysicalType;
import io.holcstore.internal.files.parquet.ThriftReader;
import io.holcstore.internal.files.parquet.ThriftStruct;
import io.holcstore.internal.files.parquet.Values;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads a column of a group of rows, a page at a time. */
final class ColumnReader {
    private static final int HEADER = 1 << 12;
    private static final int LARGEST_HEADER = 1 << 24;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int DATA_PAGE_V2 = 3;
    private static final int RLE = 3;

    private final ParquetFile file;
    private final Column column;
    private final Chunk chunk;
    private final PageCodec codec;
    private long at; // in the file

    private @Nullable Dictionary dictionary;
    private @Nullable Values values;
    private @Nullable HybridDecoder present;
    private long left; // of the page
    private int[] levels = {};

    ColumnReader(ParquetFile file, Column column, Chunk chunk) {
        this.file = file;
        this.column = column;
        this.chunk = chunk;
        this.at = chunk.from();
        this.codec = chunk.compression() == Compression.UNCOMPRESSED
                ? NONE
                : chunk.compression().open();
    }

    /** Reads the next rows. */
    void read(ColumnBatch batch, int count) throws IOException {
        batch.hasNulls = false;
        for (int done = 0; done < count; ) {
            if (left == 0) {
                nextPage();
                continue;
            }
            int some = (int) Math.min(left, count - done);
            read(batch, done, some);
            left -= some;
            done += some;
        }
    }

    private void read(ColumnBatch batch, int from, int count) {
        int there = count;
        if (present != null) {
            levels = levels.length < count ? new int[count] : levels;
            present.read(levels, count);
            there = 0;
            for (int i = 0; i < count; i++) {
                there += levels[i] & 1;
            }
        }
        if (values == null) {
            throw new Damage("a page is missing");
        }
        batch.read(values, from, there);
        if (there < count) {
            batch.spread(from, levels, there, count);
        } else if (batch.hasNulls) {
            Arrays.fill(batch.nulls, from, from + count, false);
        }
    }

    private void nextPage() throws IOException {
        if (at >= chunk.from() + chunk.size()) {
            throw new Damage("has fewer values than the file has rows");
        }
        ThriftStruct header = header();
        int size = header.integer(2);
        int stored = header.integer(3);
        Damage.require(stored, chunk.from() + chunk.size() - at, "a page");
        byte[] bytes = file.read(at, stored);
        at += stored;
        if (header.has(4)) {
            verify(bytes, header.integer(4));
        }
        switch (header.integer(1)) {
            case DATA_PAGE -> begin(header.struct(5), bytes, size);
            case DATA_PAGE_V2 -> beginV2(header.struct(8), bytes, size);
            case DICTIONARY_PAGE -> readDictionary(header.struct(7), bytes, size);
            default -> {
                // an index, or what later versions of the format add
            }
        }
    }

    private ThriftStruct header() throws IOException {
        long there = chunk.from() + chunk.size() - at;
        for (long length = HEADER; ; length *= 8) {
            int size = (int) Math.min(length, there);
            byte[] bytes = file.read(at, size);
            ThriftReader in = new ThriftReader(bytes, 0, size);
            try {
                ThriftStruct header = in.struct();
                at += in.position();
                return header;
            } catch (ThriftReader.Underflow e) {
                if (size == there || length >= LARGEST_HEADER) {
                    throw new Damage("has a page whose header ends too early", e);
                }
            }
        }
    }

    private static void verify(byte[] bytes, int expected) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if ((int) checksum.getValue() != expected) {
            throw new Damage("has a page whose checksum is wrong; get the file again");
        }
    }

    private PageBytes decompress(byte[] bytes, int from, int size) {
        byte[] all = chunk.compression().decompress(codec, bytes, from, bytes.length - from, size);
        return new PageBytes(all, 0, all.length);
    }

    private void readDictionary(ThriftStruct header, byte[] bytes, int size) {
        PageBytes in = decompress(bytes, 0, size);
        int count = header.integer(1);
        Damage.require(count, in.left(), "a dictionary");
        Values all = plain(in);
        dictionary = Dictionary.read(all, column.type().isBinary(), count);
    }

    private void begin(ThriftStruct header, byte[] bytes, int size) {
        PageBytes in = decompress(bytes, 0, size);
        present = null;
        if (column.optional()) {
            if (header.integer(3) != RLE) {
                throw new Damage("marks absent values in a form that is not supported");
            }
            present = new HybridDecoder(in.part(in.int32(), "a page"), 1);
        }
        begin(header.integer(1), header.integer(2), in);
    }

    private void beginV2(ThriftStruct header, byte[] bytes, int size) {
        int repetitions = header.integer(6);
        int definitions = header.integer(5);
        Damage.require(repetitions, bytes.length, "a page");
        Damage.require(definitions, bytes.length - (long) repetitions, "a page");
        int before = repetitions + definitions;
        present = column.optional() ? new HybridDecoder(new PageBytes(bytes, repetitions, before), 1) : null;
        boolean compressed = header.flag(7, true) && bytes.length > before;
        PageBytes in =
                compressed ? decompress(bytes, before, size - before) : new PageBytes(bytes, before, bytes.length);
        begin(header.integer(1), header.integer(4), in);
    }

    private void begin(int count, int encoding, PageBytes in) {
        if (count < 0) {
            throw new Damage("has a page of " + count + " values");
        }
        left = count;
        values = count == 0 ? null : values(encoding, in);
    }

    private Values values(int encoding, PageBytes in) {
        PhysicalType type = column.type();
        if (in.left() == 0) {
            return new Values() {}; // none is there
        }
        Values read =
                switch (encoding) {
                    case 0 -> plain(in);
                    case 2, 8 -> new DictionaryValues(in, dictionary());
                    case RLE -> type == PhysicalType.BOOLEAN ? NumberValues.runs(in) : null;
                    case 5 ->
                        type == PhysicalType.INT32 || type == PhysicalType.INT64 ? NumberValues.delta(in, type) : null;
                    case 6 -> type == PhysicalType.BYTE_ARRAY ? BinaryValues.withLengths(in) : null;
                    case 7 -> type.isBinary() ? BinaryValues.withPrefixes(in) : null;
                    case 9 -> column.width() > 0 ? split(in) : null;
                    default -> null;
                };
        if (read == null) {
            throw new Damage("has values of type " + type + " in the unknown encoding " + encoding);
        }
        return read;
    }

    private Values plain(PageBytes in) {
        return column.type().isBinary()
                ? BinaryValues.plain(in, column.width())
                : NumberValues.plain(in, column.type());
    }

    private Values split(PageBytes in) {
        return column.type().isBinary()
                ? BinaryValues.split(in, column.width())
                : NumberValues.split(in, column.width());
    }

    private Dictionary dictionary() {
        if (dictionary == null) {
            throw new Damage("has a page of a dictionary that is missing");
        }
        return dictionary;
    }

    private static final PageCodec NONE = new PageCodec() {
        @Override
        public int limit(int length) {
            return length;
        }

        @Override
        public int compress(byte[] from, int length, byte[] to, int at) {
            System.arraycopy(from, 0, to, at, length);
            return length;
        }

        @Override
        public int decompress(byte[] from, int at, int length, byte[] to) {
            System.arraycopy(from, at, to, 0, Math.min(length, to.length));
            return length;
        }
    };
}
