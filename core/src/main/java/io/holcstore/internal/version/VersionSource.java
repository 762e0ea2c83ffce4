package io.holcstore.internal.version;

import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.series.Series;
import io.holcstore.store.CombinedSeries;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Combines the versions of a scan, one group after another. */
public final class VersionSource implements SeriesSource {
    private final RowScan<VersionRow> scan;
    private final VersionCombiner.Groups groups;
    private final TimeRange range;
    private final Verb verb;

    private VersionSource(RowScan<VersionRow> scan, VersionCombiner.Groups groups, TimeRange range, Verb verb) {
        this.scan = scan;
        this.groups = groups;
        this.range = range;
        this.verb = verb;
    }

    /** Returns a source that closes the scan when it is closed or cannot begin. */
    @SuppressWarnings("MustBeClosedChecker")
    static VersionSource over(VersionCombiner combiner, RowScan<VersionRow> scan, TimeRange range, Verb verb)
            throws SQLException {
        try {
            return new VersionSource(scan, combiner.groups(() -> counted(scan.next(), verb)), range, verb);
        } catch (SQLException | RuntimeException e) {
            try {
                scan.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static @Nullable VersionRow counted(@Nullable VersionRow row, Verb verb) {
        if (row != null) {
            verb.count(0, 0, row.series().data().length);
        }
        return row;
    }

    /** Returns the next group with all its points, or null after the last one. */
    @Nullable
    CombinedSeries nextGroup() throws SQLException {
        CombinedSeries combined = groups.next();
        if (combined != null) {
            verb.count(0, combined.series().size(), 0);
        }
        return combined;
    }

    @Override
    public @Nullable Found next() throws SQLException {
        for (CombinedSeries combined = nextGroup(); combined != null; combined = nextGroup()) {
            Series series = combined.series().slice(range);
            if (series.valueCount() > 0) {
                return new Found(combined.key(), series);
            }
        }
        return null;
    }

    @Override
    public void close() throws SQLException {
        scan.close();
    }
}
