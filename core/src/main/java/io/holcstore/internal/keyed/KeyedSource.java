package io.holcstore.internal.keyed;

import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.keyed.StoredSeries;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Returns the points in a range of each series of a scan, and skips series without such points. */
public final class KeyedSource implements SeriesSource {
    private final TimeRange range;
    private final SeriesCoder coder;
    private final RowScan<StoredSeries> scan;
    private final Verb verb;

    public KeyedSource(TimeRange range, SeriesCoder coder, RowScan<StoredSeries> scan, Verb verb) {
        this.verb = verb;
        this.range = range;
        this.coder = coder;
        this.scan = scan;
    }

    @Override
    public @Nullable Found next() throws SQLException {
        for (StoredSeries row = scan.next(); row != null; row = scan.next()) {
            verb.count(0, row.pointCount(), row.data().length);
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
