package io.holcstore.internal.verb;

import io.holcstore.internal.sql.RowScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a scan on another thread while the caller works with those before. It holds the rows of two steps
 * more than the scan, each at most a page. Rows before an error are returned before the error is thrown.
 */
final class ScanAhead<T> implements RowScan<T> {
    /** Rows, and why there are no more of them: the scan is at its end, or has failed. */
    private record Page<T>(
            List<T> rows, boolean last, @Nullable Exception failure) {}

    /** The most rows that one step reads: fewer than a page of small rows, so that the caller begins early. */
    private static final int MOST_ROWS = 200;

    private final RowScan<T> scan;
    private final int rows;
    private final Ahead<Page<T>> pages;
    private @Nullable Page<T> page;
    private int at;

    ScanAhead(RowScan<T> scan) {
        this.scan = scan;
        this.rows = Math.min(scan.fetchSize(), MOST_ROWS);
        this.pages = new Ahead<>(steps(), 1, 1);
    }

    private Iterator<Ahead.Step<Page<T>>> steps() {
        return new Iterator<>() {
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Ahead.Step<Page<T>> next() {
                return () -> {
                    Page<T> read = read();
                    ended = read.last();
                    return read;
                };
            }
        };
    }

    private Page<T> read() {
        List<T> found = new ArrayList<>(rows);
        try {
            while (found.size() < rows) {
                T row = scan.next();
                if (row == null) {
                    return new Page<>(found, true, null);
                }
                found.add(row);
            }
            return new Page<>(found, false, null);
        } catch (SQLException | RuntimeException e) {
            return new Page<>(found, true, e);
        }
    }

    @Override
    public @Nullable T next() throws SQLException {
        while (page == null || at == page.rows().size()) {
            if (page != null && page.last()) {
                return end(page);
            }
            page = pages.next();
            at = 0;
        }
        return page.rows().get(at++);
    }

    private @Nullable T end(Page<T> last) throws SQLException {
        if (last.failure() instanceof RuntimeException e) {
            throw e;
        }
        if (last.failure() instanceof SQLException e) {
            throw e;
        }
        return null;
    }

    @Override
    public int fetchSize() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        try {
            pages.close();
        } finally {
            scan.close();
        }
    }
}
