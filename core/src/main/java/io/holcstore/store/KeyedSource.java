package io.holcstore.store;

import io.holcstore.series.Series;
import io.holcstore.sql.RowScan;
import io.holcstore.sql.StoredSeries;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Series of a scan, as far as they have points in a range. */
final class KeyedSource implements SeriesSource {
    private final TimeRange range;
    private final SeriesCoder coder;
    private final RowScan<StoredSeries> scan;

    KeyedSource(TimeRange range, SeriesCoder coder, RowScan<StoredSeries> scan) {
        this.range = range;
        this.coder = coder;
        this.scan = scan;
    }

    @Override
    public @Nullable Found next() throws SQLException {
        for (StoredSeries row = scan.next(); row != null; row = scan.next()) {
            Series series = coder.series(row).slice(range);
            if (!series.isEmpty()) {
                return new Found(row.key(), series);
            }
        }
        return null;
    }

    @Override
    public void close() throws SQLException {
        coder.close();
        scan.close();
    }
}
