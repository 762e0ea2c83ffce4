package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.Column;
import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.Damage;
import io.holcstore.internal.files.parquet.ThriftStruct;

/**
 * The place of the values of a column in one group of rows.
 *
 * @param from the first byte
 * @param size the bytes
 */
record Chunk(Compression compression, long from, long size) {
    static Chunk read(ThriftStruct chunk, Column column, long footer) {
        if (chunk.has(1)) {
            throw new Damage("is in another file");
        }
        if (chunk.has(8)) {
            throw new Damage("is encrypted; write it without encryption");
        }
        ThriftStruct data = chunk.struct(3);
        if (data.integer(1) != column.type().number) {
            throw new Damage("has two types");
        }
        long from = from(data);
        long size = data.number(7);
        if (from < 4 || size < 0 || from > footer - size) {
            throw new Damage("must have " + size + " bytes from byte " + from + ", but the columns end at " + footer);
        }
        return new Chunk(Compression.of(data.integer(4)), from, size);
    }

    /** Returns the place of the first page, which is a dictionary or not. */
    static long from(ThriftStruct data) {
        long first = data.number(9);
        long dictionary = data.number(11, 0);
        return dictionary > 0 && (dictionary < first || first == 0) ? dictionary : first;
    }
}
