package io.holcstore.store;

/**
 * The definition of a keyed store: complete, checked and immutable. It can be opened over any number of data sources.
 */
public interface KeyedStoreDefinition extends Definition<KeyedStore> {
    /** The table of a definition that does not name one. */
    String DEFAULT_TABLE = "holcstore_keyed";
}
