package io.holcstore.internal.sql.dialect.common;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inserts by JDBC batches of 100, which had the best measured speed on H2 and on PostgreSQL without COPY. Batches are
 * smaller when blobs are large, because the driver holds them until the batch is sent.
 */
public final class BatchInserter implements RowInserter {
    private final InsertTarget table;
    private final PreparedStatement statement;
    private final List<ChunkId> pending = new ArrayList<>(); // without blobs, which the driver already holds
    private long pendingBytes;

    public BatchInserter(InsertTarget table, PreparedStatement statement) {
        this.table = table;
        this.statement = statement;
    }

    @Override
    public void add(ChunkRow row) throws SQLException {
        table.bindRow(statement, row);
        statement.addBatch();
        pendingBytes += row.data().length;
        pending.add(row.id());
        if (pending.size() == Statements.BATCH || pendingBytes >= Statements.BATCH_BYTES) {
            flush();
        }
    }

    @Override
    public void finish() throws SQLException {
        if (!pending.isEmpty()) {
            flush();
        }
    }

    private void flush() throws SQLException {
        RowCounts.requireInserted(sent(), pending, table::name, ids -> table.stored(statement.getConnection(), ids));
        pending.clear();
        pendingBytes = 0;
    }

    private int[] sent() throws SQLException {
        try {
            return statement.executeBatch();
        } catch (SQLException e) {
            table.explain(e, pending);
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
