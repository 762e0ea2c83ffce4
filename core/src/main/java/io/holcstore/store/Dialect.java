package io.holcstore.store;

/**
 * A database that stores can be in. A store finds out by itself which one it is in; applications name one to have a
 * definition's DDL written as a script: {@link Definition#ddl}.
 */
public enum Dialect {
    /** PostgreSQL 13 and later. */
    POSTGRESQL,

    /** H2 2.x, in memory, in a file or as a server. */
    H2;

    /** PostgreSQL 13 and later. */
    public static Dialect postgresql() {
        return POSTGRESQL;
    }

    /** H2 2.x, in memory, in a file or as a server. */
    public static Dialect h2() {
        return H2;
    }
}
