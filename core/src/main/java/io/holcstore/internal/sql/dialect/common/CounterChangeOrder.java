package io.holcstore.internal.sql.dialect.common;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.TableSpec;
import java.util.List;
import java.util.Set;

/**
 * Orders changes by a counter in the store's row of {@code holcstore_feed}, for databases without sequences. Writers of
 * a store take turns before anything else and until they commit, so the order of the numbers is that of the commits.
 * The counter only grows, so that no number comes twice after the last rows were purged.
 *
 * <p>Triggers give each row its own number. A row that is inserted, or that an UPDATE marks with
 * {@value #UNNUMBERED}, gets the next one.
 */
public abstract class CounterChangeOrder extends ChangeOrder {
    /** The column of {@code holcstore_feed} with the number of the latest change. */
    private static final String COUNTER = "last_change";

    /** The mark of a row that the trigger gives a number. */
    protected static final String UNNUMBERED = "0";

    private final String integer;

    /** @param integer the type in a CAST to a bigint */
    protected CounterChangeOrder(String integer) {
        this.integer = integer;
    }

    /** Describes the triggers that a table lacks. */
    public static List<String> missing(FoundTable table, List<String> triggers, Set<String> there) {
        return triggers.stream()
                .filter(trigger -> !there.contains(trigger))
                .map(trigger -> "trigger " + trigger + ": table " + table.name()
                        + " has none, without which the feed misses changes; run the script of ddl() of the definition,"
                        + " which creates what is missing, and then feed().beginEpoch()")
                .toList();
    }

    @Override
    public final List<Ddl.Column> columns(TableSpec spec) {
        return List.of(new Ddl.Column(SEQUENCE_COLUMN, "bigint", false, UNNUMBERED));
    }

    @Override
    public final List<Ddl.Column> feedColumns() {
        return List.of(new Ddl.Column(COUNTER, "bigint", false, UNNUMBERED));
    }

    @Override
    public final List<String> before(TableSpec spec) {
        return List.of(); // there is no sequence
    }

    /** Returns the triggers. */
    @Override
    public abstract List<String> after(TableSpec spec);

    @Override
    public final String touch(TableSpec spec) {
        return TableSpec.quote(SEQUENCE_COLUMN) + " = " + UNNUMBERED;
    }

    @Override
    public final String transaction() {
        return "CAST(0 AS " + integer + ')';
    }

    @Override
    public final String compare(String operator) {
        return "CAST(? AS " + integer + ") = 0 AND c.\"change_seq\" " + operator + " ?";
    }

    @Override
    public final String settled() {
        return "1 = 1";
    }

    /** Counts on from the rows, which a restore can bring without the counter. */
    @Override
    public final String revive(TableSpec spec) {
        String last = "(SELECT MAX(\"change_seq\") FROM " + spec.rows() + ')';
        return "UPDATE " + spec.feedTable() + " SET \"last_change\" = " + last + " WHERE \"name\" = "
                + Ddl.literal(spec.table()) + " AND \"last_change\" < " + last;
    }
}
