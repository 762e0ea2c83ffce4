package io.holcstore.store;

import io.holcstore.key.Axis;
import java.time.ZoneId;
import java.util.List;

/** What a store of versions is: complete, checked and immutable; opened over any number of data sources. */
public interface VersionedStoreDefinition extends Definition<VersionedStore> {
    /** The table of a definition that names none. */
    String DEFAULT_TABLE = "holcstore_versions";

    /** The axes by which versions are counted: all of them, unless fewer were chosen. */
    List<Axis<?>> counterAxes();

    /** The zone of calendar steps. */
    ZoneId zone();
}
