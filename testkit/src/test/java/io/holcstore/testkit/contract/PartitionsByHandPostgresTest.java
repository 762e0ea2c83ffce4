package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.list;
import static io.holcstore.partition.Partitioning.rangeOfChunks;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.NoPartitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.partition.Partition;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions that people attach and detach by SQL, and those of odd values and months. */
final class PartitionsByHandPostgresTest extends OnSettings {
    private static final Series JANUARY = hours("2024-01-01T00:00", 1, 2);
    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final YearMonth NEXT = YearMonth.of(2025, 1);

    PartitionsByHandPostgresTest() {
        super(TestDatabase.postgresql());
    }

    private ChunkStore byYear() {
        ChunkStore store = loads().partitionBy(rangeOfChunks(Period.ofYears(1))).open(database.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** The statement waits for a transaction that uses the table, after it has hidden the rows from all others. */
    @Test
    void aPartitionWhoseDetachmentHasNotFinishedIsFound() throws SQLException {
        ChunkStore store = byYear();
        store.schema().partitions().add(FIRST, NEXT);
        store.insert(BASE, JANUARY);
        try (Connection user = database.unpooled().getConnection();
                Connection other = database.unpooled().getConnection();
                Statement uses = user.createStatement();
                Statement detaches = other.createStatement()) {
            user.setAutoCommit(false);
            uses.execute("SELECT FROM loads");
            detaches.execute("SET lock_timeout = 200");
            assertThatThrownBy(() -> detaches.execute("ALTER TABLE loads DETACH PARTITION loads_p2024 CONCURRENTLY"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lock timeout");
            user.rollback();
        }
        assertThat(store.read(BASE)).isEmpty();
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("loads_p2024", "DETACH CONCURRENTLY", "FINALIZE");
        assertThatThrownBy(() -> store.schema().partitions().add(FIRST, NEXT))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("loads_p2024", "its name is taken");
        assertThat(store.schema().partitions().dropBefore(NEXT)).isEmpty();
        execute("ALTER TABLE loads DETACH PARTITION loads_p2024 FINALIZE");
        execute("ALTER TABLE loads ATTACH PARTITION loads_p2024 FOR VALUES FROM (24288) TO (24300)");
        store.schema().verify();
        assertThat(store.read(BASE)).contains(JANUARY);
    }

    @Test
    void aDetachedPartitionKeepsItsName() throws SQLException {
        ChunkStore store = byYear();
        store.schema().partitions().add(FIRST, NEXT);
        execute("ALTER TABLE loads DETACH PARTITION loads_p2024");
        assertThatThrownBy(() -> store.schema().partitions().add(FIRST, NEXT))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("2024", "loads_p2024", "ATTACH PARTITION", "rename it");
        execute("ALTER TABLE loads_p2024 RENAME TO archived");
        assertThat(store.schema().partitions().add(FIRST, NEXT)).hasSize(1);
    }

    @Test
    void aPartitionOfAPartitionIsNotAddedByTheStore() throws SQLException {
        ChunkStore store = byYear();
        execute("CREATE TABLE sub PARTITION OF loads FOR VALUES FROM (24288) TO (24300) PARTITION BY LIST (version)");
        NoPartitionException e = catchThrowableOfType(NoPartitionException.class, () -> store.insert(BASE, JANUARY));
        assertThat(e.column()).isEqualTo("version");
        assertThat(e.value()).isEqualTo("1");
        assertThat(e).hasMessageContaining("attach one").hasMessageNotContaining("partitions().add");
    }

    @Test
    void partitionsOfPartitionsAreVerified() throws SQLException {
        ChunkStore store = byYear();
        String sub = "CREATE TABLE sub PARTITION OF loads FOR VALUES FROM (24288) TO (24300) PARTITION BY LIST (kind)";
        execute(sub);
        assertDiffers(store, "partition sub is itself partitioned by LIST (kind)", "attach one");
        execute("CREATE TABLE base PARTITION OF sub FOR VALUES IN ('base')");
        assertDiffers(store, "partition base has no storage settings", "toast_tuple_target");
        execute("ALTER TABLE base SET (toast_tuple_target = 8160)");
        store.schema().verify();
        store.insert(BASE, JANUARY);
        assertThat(store.schema().partitions().list().get(0).bytes()).isPositive();
        execute("CREATE TABLE rest PARTITION OF sub DEFAULT WITH (toast_tuple_target = 8160)");
        assertDiffers(store, "partition rest takes the rows", "drop it");
    }

    @Test
    void newPartitionsLieInTheTablespaceOfTheTable() throws SQLException {
        ChunkStore store = byYear();
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET allow_in_place_tablespaces = true");
            statement.execute("CREATE TABLESPACE \"Other disk\" LOCATION ''");
            try {
                statement.execute("ALTER TABLE loads SET TABLESPACE \"Other disk\"");
                store.schema().partitions().add(FIRST, NEXT);
                store.insert(BASE, JANUARY);
                try (ResultSet found =
                        statement.executeQuery("SELECT tablespace FROM pg_tables WHERE tablename = 'loads_p2024'")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1)).isEqualTo("Other disk");
                }
            } finally {
                statement.execute("DROP TABLE loads"); // a tablespace belongs to the whole server
                statement.execute("DROP TABLESPACE \"Other disk\"");
            }
        }
    }

    private static void assertDiffers(ChunkStore store, String... words) {
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aPartOfAYearIsDescribed() throws SQLException {
        ChunkStore store = byYear();
        execute("CREATE TABLE part PARTITION OF loads FOR VALUES FROM (24290) TO (24295)");
        assertThat(store.schema().partitions().list())
                .extracting(Partition::holds)
                .containsExactly("2024-03 to 2024-07");
        assertThatThrownBy(() -> store.schema().partitions().add(FIRST, FIRST))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("part holds 2024-03 to 2024-07", "all of 2024");
    }

    /** The gap to the nearest partition would fill the table with partitions. */
    @Test
    void aMonthThatIsFarAwayIsRefused() {
        ChunkStore store =
                loads().partitionBy(rangeOfChunks(Period.ofMonths(1))).open(database.dataSource());
        store.schema().createIfMissing();
        store.schema().partitions().add(FIRST, FIRST);
        assertThatThrownBy(() -> store.schema().partitions().add(YearMonth.of(204, 1), YearMonth.of(204, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("loads", "21840 partitions", "0204-01 to 2023-12");
        assertThat(store.schema().partitions().list()).hasSize(1);
    }

    /** The server writes bounds with backslashes as the texts of its session have them. */
    @Test
    void boundsOfAnyTextAreRead() {
        Axis<String> name = Axis.of("name", AxisType.TEXT);
        List<String> names = List.of("\\", "'", "a'b\\c", "a), (b", "NULL", "", "x'".repeat(1000));
        for (String setting : List.of("on", "off")) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(database.unpooled());
            config.setMaximumPoolSize(2);
            config.setMinimumIdle(0);
            config.setConnectionInitSql("SET standard_conforming_strings = " + setting);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                KeyedStore store = Store.defineKeyed()
                        .axis(name)
                        .table("named")
                        .partitionBy(list(name))
                        .open(pool);
                store.schema().createIfMissing();
                for (String each : names) {
                    store.schema().partitions().add(name.is(each));
                    assertThat(store.schema().partitions().add(name.is(each))).isEmpty();
                    store.replace(SeriesKey.of(name.is(each)), JANUARY);
                }
                store.schema().verify();
                assertThat(store.schema().partitions().list()).hasSize(names.size());
            }
        }
    }
}
