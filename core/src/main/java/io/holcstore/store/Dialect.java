package io.holcstore.store;

/**
 * A database that can hold stores. A store detects its database by itself. Name a dialect to write a definition's DDL
 * as a script: {@link Definition#ddl}.
 */
public enum Dialect {
    /** PostgreSQL 13 and later. */
    POSTGRESQL,

    /** H2 2.x, in memory, in a file or as a server. */
    H2,

    /** MariaDB 10.6 and later. */
    MARIADB,

    /** MySQL 8.0.29 and later. */
    MYSQL,

    /** SQLite 3.42 and later, in a file. */
    SQLITE;

    /** Returns the dialect of PostgreSQL 13 and later. */
    public static Dialect postgresql() {
        return POSTGRESQL;
    }

    /** Returns the dialect of H2 2.x, in memory, in a file or as a server. */
    public static Dialect h2() {
        return H2;
    }

    /** Returns the dialect of MariaDB 10.6 and later. */
    public static Dialect mariadb() {
        return MARIADB;
    }

    /** Returns the dialect of MySQL 8.0.29 and later. */
    public static Dialect mysql() {
        return MYSQL;
    }

    /** Returns the dialect of SQLite 3.42 and later, in a file. */
    public static Dialect sqlite() {
        return SQLITE;
    }
}
