package io.holcstore.internal.sql.version;

import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import java.util.List;

/**
 * Describes the tables of a store of versions.
 *
 * @param tables their names, columns and settings
 * @param counterAxes the axes by which versions are counted, in the order of the store's axes
 */
public record VersionSpec(TableSpec tables, List<Axis<?>> counterAxes) {
    List<Axis<?>> axes() {
        return tables.axes();
    }

    String live() {
        return tables.rows();
    }

    String history() {
        return tables.history();
    }

    String heads() {
        return tables.heads();
    }
}
