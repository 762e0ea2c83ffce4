package io.holcstore.store;

import io.holcstore.key.Axis;
import java.time.ZoneId;
import java.util.List;

/**
 * The definition of a store of versions: complete, checked and immutable. It can be opened over any number of data
 * sources.
 */
public interface VersionedStoreDefinition extends Definition<VersionedStore> {
    /** The table of a definition that does not name one. */
    String DEFAULT_TABLE = "holcstore_versions";

    /** Returns the axes that versions are counted by: all axes, unless the definition chose fewer. */
    List<Axis<?>> counterAxes();

    /** Returns the zone of calendar steps. */
    ZoneId zone();
}
