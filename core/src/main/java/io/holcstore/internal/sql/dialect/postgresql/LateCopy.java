package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.RowInserter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts a few chunks by a batch, which waits for the server once, and more of them by COPY, which waits twice. */
final class LateCopy implements RowInserter {
    /** The most chunks of a batch. From 4 on, COPY was faster without a network in between. */
    private static final int FEW = 3;

    /** Opens an inserter. */
    interface Opening {
        RowInserter open() throws SQLException;
    }

    private final Opening batch;
    private final Opening copy;
    private final List<ChunkRow> few = new ArrayList<>(FEW);
    private @Nullable RowInserter inserter;

    LateCopy(Opening batch, Opening copy) {
        this.batch = batch;
        this.copy = copy;
    }

    @Override
    public void add(ChunkRow row) throws SQLException {
        if (inserter == null && few.size() < FEW) {
            few.add(row);
        } else {
            begun(copy).add(row);
        }
    }

    /** Opens the inserter, and adds the chunks that were waiting for it. */
    private RowInserter begun(Opening opening) throws SQLException {
        RowInserter begun = inserter;
        if (begun == null) {
            begun = opening.open();
            inserter = begun;
            for (ChunkRow row : few) {
                begun.add(row);
            }
        }
        return begun;
    }

    @Override
    public void finish() throws SQLException {
        if (inserter != null || !few.isEmpty()) {
            begun(batch).finish();
        }
    }

    @Override
    public void close() throws SQLException {
        if (inserter != null) {
            inserter.close();
        }
    }
}
