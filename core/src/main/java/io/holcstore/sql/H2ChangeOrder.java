package io.holcstore.sql;

import java.util.List;

/**
 * By the sequence alone. H2 does not tell which transactions are running, so writers of a store take turns: each locks the store's row in
 * {@code holcstore_feed} before anything else and until it commits. Numbers are then given out in the order of the commits, and no two writers
 * wait for each other.
 */
final class H2ChangeOrder extends ChangeOrder {
    @Override
    List<Ddl.Column> columns(TableSpec spec) {
        String sequence = "NEXT VALUE FOR " + spec.qualified(spec.changeSequence());
        return List.of(new Ddl.Column(SEQUENCE_COLUMN, "bigint", false, sequence));
    }

    @Override
    String transaction() {
        return "CAST(0 AS bigint)";
    }

    @Override
    String compare(String operator) {
        return "CAST(? AS bigint) = 0 AND c.\"change_seq\" " + operator
                + " ?"; // a comparison of rows would not use the index
    }

    @Override
    String settled() {
        return "TRUE";
    }

    @Override
    String turnLock() {
        return " FOR UPDATE";
    }

    /** H2 has nothing that a copy of its file would not have. */
    @Override
    String identity(TableSpec spec) {
        return "'h2'";
    }

    @Override
    String revive(TableSpec spec) {
        return "";
    }
}
