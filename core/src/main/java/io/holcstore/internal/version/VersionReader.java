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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes versions and combines those of one group after another: holds one group's result and one version. Not thread-safe. */
final class VersionReader {
    /** Where rows come from, those of one group together. */
    interface Rows {
        @Nullable
        VersionRow next() throws SQLException;
    }

    /** The order of the versions of one key, told one by one. */
    static final Combine HIGHEST_FIRST = Combine.by();

    private final VersionedDefinition definition;
    private final Combine combine;
    private final VersionOrder order;
    private final SeriesCodec codec = new SeriesCodec();

    VersionReader(VersionedDefinition definition, Combine combine) {
        this.definition = definition;
        this.combine = combine;
        this.order = new VersionOrder(combine, definition.axes());
    }

    /** The order in which rows have to come. */
    VersionOrder order() {
        return order;
    }

    /** Takes one result after another. */
    interface Results {
        void accept(CombinedSeries combined);
    }

    /** Combines all rows; a group without a value left is passed over. */
    void combine(Rows rows, Results results) throws SQLException {
        VersionRow row = rows.next();
        while (row != null) {
            SeriesKey group = KeyAxes.part(row.key(), order.axes());
            VersionRow winner = row;
            Series combined = Series.empty();
            while (row != null && KeyAxes.part(row.key(), order.axes()).equals(group)) {
                Series next = decode(row).dropHead(combine.head());
                if (order.isOfIndex()) { // the highest number comes last, and wins
                    combined = next.combineFirst(combined);
                    winner = row;
                } else {
                    combined = combined.combineFirst(next);
                }
                row = rows.next();
            }
            if (combined.valueCount() > 0) {
                results.accept(
                        new CombinedSeries(group, winner.number(), winner.createdAt(), winner.modifiedAt(), combined));
            }
        }
    }

    /** The series of rows that are of one group and in memory; empty when no value is left of them. */
    Optional<Series> combine(List<VersionRow> rows) {
        List<Series> results = new ArrayList<>();
        Iterator<VersionRow> iterator = rows.iterator();
        try {
            combine(() -> iterator.hasNext() ? iterator.next() : null, combined -> results.add(combined.series()));
        } catch (SQLException e) {
            throw new IllegalStateException(e); // memory has none
        }
        return results.stream().findFirst();
    }

    /** The rows of one key as they are, highest number first. */
    static List<Version> versions(VersionedDefinition definition, List<VersionRow> rows) {
        VersionReader reader = new VersionReader(definition, HIGHEST_FIRST);
        return rows.stream().map(reader::version).toList();
    }

    private Version version(VersionRow row) {
        return new Version(row.number(), row.createdAt(), row.modifiedAt(), decode(row));
    }

    private Series decode(VersionRow row) {
        try {
            return codec.decode(
                    row.series().dtype(), row.series().data(), row.series().points());
        } catch (ChunkFormatException e) {
            throw ChunkFormatException.ofVersion(
                    definition.name() + ", " + row.key() + ", version " + row.number() + ": " + e.getMessage()
                            + "; delete the version to go on without it",
                    e,
                    definition.name(),
                    row.key().toString(),
                    row.number());
        }
    }
}
