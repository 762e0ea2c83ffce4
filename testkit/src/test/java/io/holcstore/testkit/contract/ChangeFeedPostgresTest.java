package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.StoredRows;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is different about changes on PostgreSQL: transactions do not wait for each other, and the database knows itself
 * again.
 */
final class ChangeFeedPostgresTest extends EncodedStoreContract {
    ChangeFeedPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    private static Series hour(double value) {
        return hours("2024-01-05T00:00", value);
    }

    private static ChangePage changes(ChunkStore store, ChangeCursor cursor) {
        return store.feed().changes(cursor, KeyFilter.all(), 100);
    }

    @Test
    void aLongTransactionDelaysTheFeedAndBreaksNothing() throws SQLException {
        ChunkStore source = create(loads().replicated());
        ChunkStore replica = create(loads("replica").replicated());
        source.insert(BASE, hour(1));
        source.insert(key(2, "base"), hour(1));
        ChangePage first = changes(source, ChangeCursor.start());
        replica.replica().apply(first, "loads");
        try (Connection slow = dataSource().getConnection()) {
            slow.setAutoCommit(false);
            source.on(slow).merge(BASE, hour(2));
            for (int version = 3; version < 10; version++) {
                source.merge(key(version, "base"), hour(version));
                source.merge(PEAK, hour(version)); // commits while an earlier one is running
            }
            ChangePage delayed = changes(source, first.next());
            assertThat(delayed.changes()).isEmpty();
            assertThat(delayed.next()).isEqualTo(first.next());
            assertThat(delayed.isLast()).isTrue();
            assertThat(delayed.remaining()).isEqualTo(Remaining.HELD_BACK);
            assertThat(source.health().heldBackSince())
                    .contains(Instant.EPOCH.plus(
                            number("SELECT (EXTRACT(EPOCH FROM updated_at) * 1000000)::bigint FROM load_curve"
                                    + " WHERE version = 3"),
                            ChronoUnit.MICROS));
            replica.replica().apply(delayed, "loads");
            source.on(slow).merge(PEAK, hours("2024-01-05T01:00", 99)); // over what began after it and is committed
            slow.commit();
            slow.setAutoCommit(true);
        }
        ChangePage rest = changes(source, replica.replica().cursor("loads").orElseThrow());
        assertThat(rest.changes()).hasSize(9);
        assertThat(rest.remaining()).isEqualTo(Remaining.NOTHING);
        assertThat(source.health().heldBackSince()).isEmpty();
        replica.replica().apply(rest, "loads");
        assertThat(StoredRows.of(dataSource(), "replica")).isEqualTo(StoredRows.of(dataSource(), "load_curve"));
    }

    /** What is held back is not gone: a replica that begins anew keeps it until it knows. */
    @Test
    void whatIsHeldBackIsNotTakenForGone() throws SQLException {
        ChunkStore source = create(loads().replicated());
        ChunkStore replica = create(loads("replica").replicated());
        source.insert(BASE, hour(1));
        source.insert(PEAK, hour(1));
        replica.replica().apply(changes(source, ChangeCursor.start()), "loads");
        source.feed().beginEpoch();
        try (Connection slow = dataSource().getConnection()) {
            slow.setAutoCommit(false);
            source.on(slow).merge(BASE, hour(2));
            source.merge(PEAK, hour(2));
            ChangePage page = changes(source, ChangeCursor.start());
            assertThat(page.changes()).hasSize(1);
            replica.replica().apply(page, "loads");
            assertThat(replica.read(PEAK)).contains(hour(1));
            slow.rollback();
            slow.setAutoCommit(true);
        }
        replica.replica()
                .apply(changes(source, replica.replica().cursor("loads").orElseThrow()), "loads");
        assertThat(replica.read(PEAK)).contains(hour(2));
        assertThat(replica.read(BASE)).contains(hour(1));
    }

    /**
     * A dump makes tables anew, and the rows of a table that is read back are marked with transactions of another time.
     */
    @Test
    void aTableFromADumpBeginsANewEpoch() {
        ChunkStore source = create(loads().replicated());
        source.insert(BASE, hour(1));
        source.insert(PEAK, hour(1));
        ChangePage before = changes(source, ChangeCursor.start());
        execute("UPDATE \"load_curve\" SET \"change_xid\" = '4611686018427387904' WHERE \"kind\" = 'peak'");
        execute("ALTER TABLE \"load_curve\" RENAME TO \"dumped\"");
        execute("CREATE TABLE \"load_curve\" (LIKE \"dumped\" INCLUDING ALL)");
        execute("INSERT INTO \"load_curve\" SELECT * FROM \"dumped\"");
        assertThatThrownBy(() -> changes(source, before.next()))
                .isInstanceOf(ChangeFeedResetException.class)
                .hasMessageContaining("another epoch");
        ChangePage after = changes(source, ChangeCursor.start());
        assertThat(after.changes()).hasSize(2);
        assertThat(after.next().epoch()).isNotEqualTo(before.next().epoch());
        source.merge(PEAK, hours("2024-01-05T01:00", 2));
        assertThat(changes(source, after.next()).changes()).hasSize(1);
    }

    @Test
    void anApplicationMayReadChangesWithoutTheRightToWrite() throws SQLException {
        ChunkStore source = create(loads().replicated());
        source.insert(BASE, hour(1));
        assertThat(changes(source, ChangeCursor.start()).changes()).hasSize(1);
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            assertThat(changes(source.on(connection), ChangeCursor.start()).changes())
                    .hasSize(1);
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }

    /** Pages are found by the index, also those of a filter, however large the table. */
    @Test
    void pagesAreFoundByTheIndex() {
        create(loads().replicated());
        execute(
                "INSERT INTO \"load_curve\" (\"version\", \"kind\", \"chunk_index\", \"start_ts\", \"dtype\", \"value_count\", \"data\") "
                        + "SELECT n, 'base', 24288, CURRENT_TIMESTAMP, 'none', 1, '' FROM generate_series(1, 20000) n");
        execute("ANALYZE \"load_curve\"");
        List<String> plan =
                query("EXPLAIN SELECT c.\"data\" FROM \"load_curve\" c WHERE (c.\"change_xid\", c.\"change_seq\") > "
                        + "(CAST(CAST(5 AS text) AS xid8), 7) AND (c.\"change_xid\", c.\"change_seq\") <= (CAST(CAST(1000000000 AS text) AS xid8), 7) "
                        + "ORDER BY c.\"change_xid\", c.\"change_seq\" LIMIT 500");
        assertThat(String.join("\n", plan)).contains("Index Scan using load_curve_changes");
    }
}
