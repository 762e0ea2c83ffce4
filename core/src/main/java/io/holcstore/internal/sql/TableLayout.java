package io.holcstore.internal.sql;

import java.util.List;

/** Which tables a kind of store has, beside the one in which all stores record their settings. */
public abstract class TableLayout {
    /** The tables with their columns. */
    public abstract List<Ddl.Table> tables(TableSpec spec, SqlDialect dialect);

    /** Whether the tables are this library's own, with the settings of the store recorded beside them. */
    public boolean isOwn() {
        return true;
    }

    /** Statements that come before the tables. */
    public List<String> before(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    /** Statements that come after the tables. */
    public List<String> after(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    /** Those statements of {@link #after} that add columns to tables which other stores may have made before. */
    public List<String> additions(TableSpec spec, SqlDialect dialect) {
        return List.of();
    }

    /**
     * Statements that bring the tables from one version to the next, none where they are the same. Each can run again
     * where its work is done.
     */
    public List<String> upgrade(int from, TableSpec spec, SqlDialect dialect) {
        return List.of();
    }
}
