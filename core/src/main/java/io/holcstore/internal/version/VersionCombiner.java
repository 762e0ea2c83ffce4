package io.holcstore.internal.version;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.codec.SeriesCodec;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.sql.version.VersionRow;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Combine;
import io.holcstore.store.CombinedSeries;
import io.holcstore.store.Version;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes versions and combines those of one group after another. It holds the result of one group and one version in
 * memory. Not thread-safe.
 */
final class VersionCombiner {
    /** Supplies rows, with those of one group together. */
    interface Rows {
        @Nullable
        VersionRow next() throws SQLException;
    }

    /** Orders the versions of one key that are listed one by one. */
    static final Combine HIGHEST_FIRST = Combine.by();

    private static final String DELETE = "; to continue without it, delete the version";

    private final VersionedDefinition definition;
    private final Combine combine;
    private final VersionOrder order;
    private final SeriesCodec codec = new SeriesCodec();

    VersionCombiner(VersionedDefinition definition, Combine combine) {
        this.definition = definition;
        this.combine = combine;
        this.order = new VersionOrder(combine, definition.axes());
    }

    /** Returns the order in which rows must arrive. */
    VersionOrder order() {
        return order;
    }

    /** Combines the versions of one group after another. */
    final class Groups {
        private final Rows rows;
        private @Nullable VersionRow ahead;

        private Groups(Rows rows) throws SQLException {
            this.rows = rows;
            this.ahead = rows.next();
        }

        /** Returns the next group, or null after the last one. Skips groups without a value. */
        @Nullable
        CombinedSeries next() throws SQLException {
            while (ahead != null) {
                CombinedSeries combined = nextOf(KeyAxes.part(ahead.key(), order.axes()), ahead);
                if (combined.series().valueCount() > 0) {
                    return combined;
                }
            }
            return null;
        }

        private CombinedSeries nextOf(SeriesKey group, VersionRow first) throws SQLException {
            VersionRow winner = first;
            Series combined = Series.empty();
            for (VersionRow row = nextRowOf(group); row != null; row = nextRowOf(group)) {
                Series next = decode(row, group).dropHead(combine.head());
                if (order.isOfIndex()) { // the highest number comes last and wins
                    combined = next.combineFirst(combined);
                    winner = row;
                } else {
                    combined = combined.combineFirst(next);
                }
            }
            return new CombinedSeries(group, winner.number(), winner.createdAt(), winner.modifiedAt(), combined);
        }

        private @Nullable VersionRow nextRowOf(SeriesKey group) throws SQLException {
            VersionRow row = ahead;
            if (row == null || !KeyAxes.part(row.key(), order.axes()).equals(group)) {
                return null;
            }
            ahead = rows.next();
            return row;
        }

        /** Decodes a version. When it is damaged, the whole group is skipped, because the rest is not the series. */
        private Series decode(VersionRow row, SeriesKey group) throws SQLException {
            try {
                return VersionCombiner.this.decode(row, DELETE);
            } catch (ChunkFormatException e) {
                VersionRow next = nextRowOf(group);
                while (next != null) {
                    next = nextRowOf(group);
                }
                throw e;
            }
        }
    }

    /** Combines rows that arrive in the {@link #order}. */
    Groups groups(Rows rows) throws SQLException {
        return new Groups(rows);
    }

    /** Combines rows of one group that are in memory. Returns empty when they leave no value. */
    Optional<Series> combine(List<VersionRow> rows) {
        Iterator<VersionRow> iterator = rows.iterator();
        try {
            CombinedSeries combined =
                    groups(() -> iterator.hasNext() ? iterator.next() : null).next();
            return Optional.ofNullable(combined).map(CombinedSeries::series);
        } catch (SQLException e) {
            throw new IllegalStateException(e); // rows in memory cause no SQL error
        }
    }

    /** Returns the rows of one key as separate versions, highest number first. */
    static List<Version> versions(VersionedDefinition definition, List<VersionRow> rows) {
        VersionCombiner reader = new VersionCombiner(definition, HIGHEST_FIRST);
        return rows.stream().map(row -> reader.version(row, DELETE)).toList();
    }

    /** Returns a row as a version, whether it counts or belongs to the history. */
    static Version version(VersionedDefinition definition, VersionRow row, boolean counts) {
        return new VersionCombiner(definition, HIGHEST_FIRST)
                .version(row, counts ? DELETE : "; purgeHistory(..) drops what does not count any more");
    }

    private Version version(VersionRow row, String wayOut) {
        return new Version(row.number(), row.createdAt(), row.modifiedAt(), decode(row, wayOut));
    }

    private Series decode(VersionRow row, String wayOut) {
        try {
            return codec.decode(
                    row.series().dtype(), row.series().data(), row.series().points());
        } catch (ChunkFormatException e) {
            throw ChunkFormatException.ofVersion(
                    definition.name() + ", " + row.key() + ", version " + row.number() + ": " + e.getMessage() + wayOut,
                    e,
                    definition.name(),
                    row.key().toString(),
                    row.number());
        }
    }
}
