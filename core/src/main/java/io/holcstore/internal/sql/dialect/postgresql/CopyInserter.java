package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.Origin;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.RowInserter;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Inserts by {@code COPY .. FROM STDIN (FORMAT binary)}, which is three times as fast as batches. PostgreSQL's manual
 * describes the format, "Binary Format" under COPY: an 11-byte signature, flags and extension length; each row a 16-bit
 * field count, then for each field a 32-bit length and its bytes; -1 as field count at the end.
 */
final class CopyInserter implements RowInserter {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /**
     * The approximate size of the pieces that the driver receives, so that the server works while the next chunks are
     * encoded.
     */
    private static final int FLUSH_AT = 1 << 16;

    private final CopyIn copy;
    private final InsertTarget table;
    private final KeyColumns keys;
    private final int columnCount;
    private final @Nullable IntObjectHashMap<ChunkId> firstOfChunk;
    private long sent;
    private @Nullable ChunkId first;
    private @Nullable ChunkId last;
    private final CopyBuffer buffer = new CopyBuffer(FLUSH_AT + (1 << 14));

    CopyInserter(CopyIn copy, InsertTarget table, boolean withOrigin) {
        this.copy = copy;
        this.table = table;
        this.keys = table.keys();
        this.columnCount = table.columnCount(withOrigin);
        this.firstOfChunk = table.isCutByChunks() ? new IntObjectHashMap<>() : null;
        buffer.bytes(HEADER);
    }

    @Override
    public void add(ChunkRow row) throws SQLException {
        first = first == null ? row.id() : first;
        last = row.id();
        if (firstOfChunk != null) {
            firstOfChunk.getIfAbsentPut(row.chunk(), row.id());
        }
        sent++;
        buffer.int2(columnCount);
        keys.write(buffer, row.key());
        buffer.int4Field(row.chunk());
        buffer.instantField(row.startMillis());
        buffer.textField(row.dtype());
        buffer.int4Field(row.statistics().count());
        if (row.isTombstone()) {
            buffer.nullField();
            buffer.nullField();
        } else {
            buffer.instantField(row.firstMillis());
            buffer.instantField(row.lastMillis());
        }
        if (row.isSummed()) {
            buffer.float8Field(row.statistics().sum());
            buffer.float8Field(row.statistics().min());
            buffer.float8Field(row.statistics().max());
        } else {
            buffer.nullField();
            buffer.nullField();
            buffer.nullField();
        }
        buffer.bytesField(row.data());
        Origin origin = row.origin();
        if (origin != null) {
            buffer.booleanField(row.isTombstone());
            buffer.instantField(origin.updatedAt());
            buffer.int8Field(origin.epoch());
            buffer.int8Field(origin.sequence());
        }
        if (buffer.size() >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() throws SQLException {
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.size());
        } catch (SQLException e) {
            throw explained(e);
        }
        buffer.clear();
    }

    /** The server names the chunk of the row that it refuses, and the first such row was the first of its chunk. */
    private SQLException explained(SQLException e) {
        table.explain(e, firstOfChunk == null ? List.of() : firstOfChunk.values());
        return e;
    }

    private long end() throws SQLException {
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    @Override
    public void finish() throws SQLException {
        buffer.int2(-1);
        flush();
        long stored = end();
        if (first != null && last != null && stored != sent) {
            throw RowCounts.leftOut(RowCounts.between(table.name(first), table.name(last)), sent, stored);
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
