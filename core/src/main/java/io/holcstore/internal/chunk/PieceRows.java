package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.verb.Ahead;
import io.holcstore.internal.verb.WriteMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates the rows of pieces. Other threads do so ahead when the store may use them. */
final class PieceRows {
    /** The values of the pieces that a thread works on before it returns their rows: about 0.3 ms of work. */
    private static final int VALUES_AT_ONCE = 1 << 15;

    /** The most values of pieces whose rows are ahead of those that were passed on: at most 2 MiB of blobs. */
    private static final int VALUES_AHEAD = 1 << 18;

    /** The most values of pieces that other threads encode at the same moment, each with buffers of its own. */
    private static final int VALUES_ENCODED = 1 << 16;

    private final ChunkContext context;
    private final ChunkCalendar calendar;

    PieceRows(ChunkContext context) {
        this.context = context;
        this.calendar = context.definition().calendar();
    }

    /** Receives what becomes of a piece. */
    interface Consumer {
        /** Takes a row to store, or null when the stored one has the same content. */
        void accept(Piece piece, @Nullable ChunkRow row) throws SQLException;
    }

    private interface Maker {
        @Nullable
        ChunkRow make(Piece piece, Workspace workspace);
    }

    /** Passes on the rows of pieces whose chunks have no other values. */
    void fresh(List<Piece> pieces, Consumer consumer) throws SQLException {
        forEach(pieces, this::fresh, consumer);
    }

    /** Passes on what becomes of pieces whose chunks are stored. */
    void changed(WriteMode mode, List<Piece> pieces, Map<ChunkId, StoredChunk> stored, Consumer consumer)
            throws SQLException {
        Maker maker =
                (piece, workspace) -> changed(mode, piece, Objects.requireNonNull(stored.get(piece.id())), workspace);
        forEach(pieces, maker, consumer);
    }

    /** Passes on the row of each piece, in order. */
    private void forEach(List<Piece> pieces, Maker maker, Consumer consumer) throws SQLException {
        if (pieces.isEmpty()) {
            return;
        }
        int slots = Math.max(1, slots(pieces.get(0)));
        int atOnce = Math.max(1, VALUES_AT_ONCE / slots);
        int threads = pieces.size() <= atOnce ? 0 : Math.min(context.parallelism() - 1, VALUES_ENCODED / slots);
        int most = threads == 0 ? 0 : Math.min(4 * (threads + 1), VALUES_AHEAD / (atOnce * slots));
        try (Ahead<List<@Nullable ChunkRow>> ahead = new Ahead<>(steps(pieces, atOnce, maker), most, threads)) {
            int next = 0;
            for (List<@Nullable ChunkRow> rows = ahead.next(); rows != null; rows = ahead.next()) {
                for (ChunkRow row : rows) {
                    consumer.accept(pieces.get(next++), row);
                }
            }
        }
    }

    private Iterator<Ahead.Step<List<@Nullable ChunkRow>>> steps(List<Piece> pieces, int atOnce, Maker maker) {
        return KeyColumns.parts(pieces, atOnce).stream()
                .<Ahead.Step<List<@Nullable ChunkRow>>>map(part -> () -> rows(part, maker))
                .iterator();
    }

    private List<@Nullable ChunkRow> rows(List<Piece> pieces, Maker maker) {
        List<@Nullable ChunkRow> rows = new ArrayList<>(pieces.size());
        try (Workspace workspace = context.workspace()) {
            for (Piece piece : pieces) {
                rows.add(maker.make(piece, workspace));
            }
        }
        return rows;
    }

    private @Nullable ChunkRow changed(WriteMode mode, Piece piece, StoredChunk old, Workspace workspace) {
        ChunkRow row =
                mode == WriteMode.MERGE && !old.deleted() ? merged(piece, old, workspace) : fresh(piece, workspace);
        return row == null || same(row, old) ? null : row;
    }

    private static boolean same(ChunkRow row, StoredChunk old) {
        return !old.deleted()
                && row.dtype().equals(old.dtype())
                && Arrays.equals(row.data(), old.data())
                && row.startMillis() == old.start().toEpochMilli();
    }

    /** Returns a row with only the values of the piece. */
    private ChunkRow fresh(Piece piece, Workspace workspace) {
        int slots = slots(piece);
        double[] values = workspace.chunk(slots);
        piece.placement().lay(piece.index(), values, slots, workspace);
        return row(piece, values, workspace);
    }

    /** Returns the stored chunk with the piece's values over it, or null when they change nothing. */
    private @Nullable ChunkRow merged(Piece piece, StoredChunk old, Workspace workspace) {
        double[] values = context.decode(workspace, old);
        return piece.placement().overlay(piece.index(), values, workspace) ? row(piece, values, workspace) : null;
    }

    private ChunkRow row(Piece piece, double[] values, Workspace workspace) {
        ChunkGrid grid = ChunkGrid.of(calendar, piece.id().chunk());
        return ChunkRows.row(context.definition(), grid, workspace.codec(), piece.id(), values);
    }

    private int slots(Piece piece) {
        return calendar.slots(piece.id().chunk());
    }
}
