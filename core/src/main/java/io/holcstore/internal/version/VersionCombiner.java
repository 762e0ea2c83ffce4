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
 * Decodes versions and combines those of one group after another: holds one group's result and one version. Not
 * thread-safe.
 */
final class VersionCombiner {
    /** Where rows come from, those of one group together. */
    interface Rows {
        @Nullable
        VersionRow next() throws SQLException;
    }

    /** The order of the versions of one key, told one by one. */
    static final Combine HIGHEST_FIRST = Combine.by();

    private static final String DELETE = "; delete the version to go on without it";

    private final VersionedDefinition definition;
    private final Combine combine;
    private final VersionOrder order;
    private final SeriesCodec codec = new SeriesCodec();

    VersionCombiner(VersionedDefinition definition, Combine combine) {
        this.definition = definition;
        this.combine = combine;
        this.order = new VersionOrder(combine, definition.axes());
    }

    /** The order in which rows have to come. */
    VersionOrder order() {
        return order;
    }

    /** The combined versions of one group after another. */
    final class Groups {
        private final Rows rows;
        private @Nullable VersionRow ahead;

        private Groups(Rows rows) throws SQLException {
            this.rows = rows;
            this.ahead = rows.next();
        }

        /** The next group, or null after the last one; a group without a value left is passed over. */
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
                if (order.isOfIndex()) { // the highest number comes last, and wins
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

        /** Passes over the whole group when one of its versions is damaged: what is left of it is not the series. */
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

    /** Combines rows in the {@link #order}. */
    Groups groups(Rows rows) throws SQLException {
        return new Groups(rows);
    }

    /** The series of rows that are of one group and in memory; empty when no value is left of them. */
    Optional<Series> combine(List<VersionRow> rows) {
        Iterator<VersionRow> iterator = rows.iterator();
        try {
            CombinedSeries combined =
                    groups(() -> iterator.hasNext() ? iterator.next() : null).next();
            return Optional.ofNullable(combined).map(CombinedSeries::series);
        } catch (SQLException e) {
            throw new IllegalStateException(e); // memory has none
        }
    }

    /** The rows of one key as they are, highest number first. */
    static List<Version> versions(VersionedDefinition definition, List<VersionRow> rows) {
        VersionCombiner reader = new VersionCombiner(definition, HIGHEST_FIRST);
        return rows.stream().map(row -> reader.version(row, DELETE)).toList();
    }

    /** A row as it is, whether it counts or is history. */
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
