package io.holcstore.internal.sql;

import java.util.List;

/** The tables of one kind of store, in addition to the table in which all stores record their settings. */
public abstract class TableLayout {
    /** Returns the tables with their columns. */
    public abstract List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect);

    /** Returns whether the tables belong to this library, which then records the settings of the store. */
    public boolean isOwn() {
        return true;
    }

    /** Returns the statements before those that create the tables. */
    public List<String> before(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    /** Returns the statements after those that create the tables. */
    public List<String> after(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    /** Those statements of {@link #after} that add columns to tables which other stores may have made before. */
    public List<String> additions(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    /**
     * Returns the statements that upgrade the tables from one version to the next; empty when they are the same. Each
     * can run again after its work is done.
     */
    public List<String> upgrade(int from, TableSpec spec, SqlDialect dialect) {
        return List.of();
    }
}
