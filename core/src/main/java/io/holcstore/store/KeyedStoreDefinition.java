package io.holcstore.store;

/** What a keyed store is: complete, checked and immutable; opened over any number of data sources. */
public interface KeyedStoreDefinition extends Definition<KeyedStore> {
    /** The table of a definition that names none. */
    String DEFAULT_TABLE = "holcstore_keyed";
}
