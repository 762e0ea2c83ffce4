package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.hash;
import static io.holcstore.partition.Partitioning.list;
import static io.holcstore.partition.Partitioning.rangeOfChunks;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.time.ChunkBy.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.NoPartitionException;
import io.holcstore.error.PartitionInUseException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.partition.Partition;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Dialect;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Partitioned tables: their DDL, the verbs that add partitions, what verify finds, and refused writes. */
final class PartitionsPostgresTest extends PartitionedStores {
    private static List<String> held(ChunkStore store) {
        return store.schema().partitions().list().stream().map(Partition::holds).toList();
    }

    private String differences(ChunkStore store) {
        return String.join(
                "\n",
                catchThrowableOfType(SchemaMismatchException.class, () -> store.schema()
                                .verify())
                        .differences());
    }

    // --- definition

    @Test
    void aDefinitionRefusesWhatCannotBePartitioned() {
        assertThatThrownBy(() -> loads().partitionBy(hash(io.holcstore.key.Axis.of("meter", AxisType.INT), 4))
                        .build())
                .isInstanceOfSatisfying(
                        DefinitionException.class, e -> assertThat(e.setting()).isEqualTo("partitionBy"))
                .hasMessageContaining("meter");
        assertThatThrownBy(() -> Store.defineKeyed()
                        .axis(VERSION)
                        .partitionBy(rangeOfChunks(Period.ofYears(1)))
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("whole series");
        assertThatThrownBy(() -> Store.defineVersioned()
                        .axis(VERSION)
                        .partitionBy(rangeOfChunks(Period.ofYears(1)))
                        .build())
                .isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> Store.define()
                        .chunkBy(YEAR)
                        .freq("1h")
                        .tz("UTC")
                        .partitionBy(rangeOfChunks(Period.ofMonths(3)))
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("Period.ofYears");
        assertThatThrownBy(() -> rangeOfChunks(Period.ofMonths(5))).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> rangeOfChunks(Period.ofDays(30))).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> rangeOfChunks(Period.ZERO)).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> hash(VERSION, 0)).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> loads().partitionBy(hash(VERSION, 2)).partitionBy(list(KIND)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void theScriptMakesTheSameTablesAsTheStore() {
        StoreBuilder definition = loads().replicated().partitionBy(hash(VERSION, 3));
        for (String statement : definition.build().ddl(Dialect.postgresql()).split(";\n", -1)) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
        definition.open(dataSource()).schema().verify();
        assertThat(leaves("load_curve")).containsExactly("load_curve_p0", "load_curve_p1", "load_curve_p2");
        assertThat(leaves("load_curve_series")).hasSize(3);
        assertThat(query("SELECT DISTINCT attstorage FROM pg_attribute WHERE attname = 'data' AND attrelid IN"
                        + " (SELECT inhrelid FROM pg_inherits)"))
                .containsExactly("e");
        assertThat(query("SELECT DISTINCT reloptions FROM pg_class WHERE relname LIKE 'load\\_curve\\_p_'"))
                .containsExactly("{toast_tuple_target=8160}");
        assertThatThrownBy(() -> definition.build().ddl(Dialect.h2()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("H2");
    }

    @Test
    void headsAndHistoryArePartitionedAlongWhereTheyHaveTheAxis() {
        createByYear();
        assertThat(leaves("load_curve")).containsExactly("load_curve_p2024", "load_curve_p2025");
        assertThat(query("SELECT relkind FROM pg_class WHERE relname = 'load_curve_series'"))
                .containsExactly("r");
        create(Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .table("versions")
                .partitionBy(hash(KIND, 2)));
        assertThat(leaves("versions")).hasSize(2);
        assertThat(leaves("versions_history")).hasSize(2);
        assertThat(leaves("versions_series")).hasSize(2);
        create(Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .countVersionsBy(VERSION)
                .table("counted")
                .partitionBy(hash(KIND, 2)));
        assertThat(leaves("counted")).hasSize(2);
        assertThat(query("SELECT relkind FROM pg_class WHERE relname = 'counted_series'"))
                .containsExactly("r");
    }

    // --- adding

    @Test
    void partitionsSpeakOfMonthsAndYears() {
        ChunkStore store = createByYear();
        assertThat(held(store)).containsExactly("2024", "2025");
        assertThat(store.schema().partitions().add(YearMonth.of(2025, 1), YearMonth.of(2025, 2)))
                .isEmpty();
        assertThat(store.schema().partitions().add(YearMonth.of(2027, 6), YearMonth.of(2027, 6)))
                .extracting(Partition::holds)
                .containsExactly("2026", "2027");
        assertThat(store.schema().partitions().add(YearMonth.of(2021, 12), YearMonth.of(2021, 12)))
                .extracting(Partition::table)
                .containsExactly("load_curve_p2021", "load_curve_p2022", "load_curve_p2023");
        store.schema().verify();
        ChunkStore quarters = create(loads("quarters").partitionBy(rangeOfChunks(Period.ofMonths(3))));
        assertThat(quarters.schema().partitions().add(YearMonth.of(2024, 2), YearMonth.of(2024, 4)))
                .extracting(Partition::table, Partition::holds)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("quarters_p2024_01", "2024-01 to 2024-03"),
                        org.assertj.core.groups.Tuple.tuple("quarters_p2024_04", "2024-04 to 2024-06"));
        ChunkStore decades = create(
                named(define().axis(VERSION).axis(KIND).chunkBy(YEAR).freq("1h").tz("Europe/Paris"), "decades")
                        .partitionBy(rangeOfChunks(Period.ofYears(10))));
        assertThat(decades.schema().partitions().add(YearMonth.of(2024, 2), YearMonth.of(2024, 4)))
                .extracting(Partition::holds)
                .containsExactly("2020 to 2029");
        decades.insert(BASE, JANUARY_2024);
        assertThat(decades.read(BASE)).contains(JANUARY_2024);
    }

    @Test
    void valuesOfAnyTextHaveAPartition() {
        ChunkStore store = create(loads().partitionBy(list(KIND)));
        String[] kinds = {"a", "A", "it's", "b\\c", "a, b", "ü", "", "NULL"};
        for (String kind : kinds) {
            store.schema().partitions().add(KIND.is(kind));
        }
        for (String kind : kinds) {
            assertThat(store.schema().partitions().add(KIND.is(kind))).isEmpty();
            store.insert(key(1, kind), JANUARY_2024);
        }
        store.schema().verify();
        assertThat(held(store)).hasSize(kinds.length).contains("kind=it's", "kind=b\\c", "kind=a, b");
        ChunkStore versions = create(loads("versions").partitionBy(list(VERSION)));
        versions.schema().partitions().add(VERSION.is(-1), VERSION.is(2), VERSION.is(-1));
        versions.schema().partitions().add(VERSION.is(-1));
        versions.insert(key(-1, "a"), JANUARY_2024);
        assertThat(held(versions)).containsExactlyInAnyOrder("version=-1", "version=2");
    }

    @Test
    void addingNeedsTheRightKindOfPartitions() {
        ChunkStore years = createByYear();
        assertThatThrownBy(() -> years.schema().partitions().add(KIND.is("a")))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("list(axis)");
        assertThatThrownBy(() -> create(loads("plain")).schema().partitions().list())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("no partitionBy");
        ChunkStore kinds = create(loads("kinds").partitionBy(list(KIND)));
        assertThatThrownBy(() -> kinds.schema().partitions().add(VERSION.is(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> kinds.schema().partitions().add(YearMonth.of(2024, 1), YearMonth.of(2024, 1)))
                .isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> loads("nowhere")
                        .partitionBy(list(KIND))
                        .open(dataSource())
                        .schema()
                        .partitions()
                        .add(KIND.is("a")))
                .isInstanceOf(SchemaMismatchException.class);
        assertThatThrownBy(() -> loads("plain")
                        .partitionBy(list(KIND))
                        .open(dataSource())
                        .schema()
                        .partitions()
                        .add(KIND.is("a")))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("the table has none");
    }

    /** A lock that waits for users of the table, or that they wait for, would end this test by its time limit. */
    @Test
    void addingWaitsForNoReaderOrWriter() throws SQLException {
        ChunkStore store = createByYear();
        store.insert(PEAK, JANUARY_2024);
        try (Connection writer = dataSource().getConnection();
                SeriesCursor reader = store.cursor(KeyFilter.all())) {
            execute(writer, "SET lock_timeout = 100");
            writer.setAutoCommit(false);
            store.on(writer).insert(BASE, JANUARY_2024);
            store.schema().partitions().add(YearMonth.of(2026, 1), YearMonth.of(2026, 1));
            store.on(writer).insert(key(2, "base"), hours("2026-01-01T00:00", 1));
            writer.commit();
            writer.setAutoCommit(true);
            execute(writer, "RESET lock_timeout");
            assertThat(reader.next()).isTrue();
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(3);
    }

    @Test
    void addingInATransactionOfTheCallerKeepsItsLockTimeout() throws SQLException {
        ChunkStore store = createByYear();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).schema().partitions().add(YearMonth.of(2026, 1), YearMonth.of(2026, 1));
            store.on(connection).insert(BASE, hours("2026-01-01T00:00", 1));
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW lock_timeout")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("0");
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(held(store)).containsExactly("2024", "2025");
    }

    // --- what verify finds

    @Test
    void verifyFindsWhatWasPartitionedByHand() {
        ChunkStore hashed = create(loads("hashed").partitionBy(hash(VERSION, 2)));
        execute("DROP TABLE \"hashed_p1\"");
        assertThat(differences(hashed)).contains("hash 1 of 2").contains("createIfMissing");
        hashed.schema().createIfMissing();
        hashed.schema().verify();
        execute("ALTER TABLE \"hashed_p0\" RESET (toast_tuple_target)");
        assertThat(differences(hashed)).contains("hashed_p0").contains("SET (toast_tuple_target = 8160)");
        execute("ALTER TABLE \"hashed_p0\" SET (toast_tuple_target = 8160)");
        hashed.schema().verify();
        for (int number : new int[] {1, 3, 4}) {
            ChunkStore other =
                    loads("hashed").partitionBy(hash(VERSION, number)).open(dataSource());
            assertThat(differences(other))
                    .contains("the table has HASH (version) in 2 parts, the definition has " + number + " parts")
                    .contains("define hash(version, 2)")
                    .doesNotContain("createIfMissing");
            assertThatThrownBy(() -> other.schema().createIfMissing())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("define hash(version, 2)");
        }
        assertThat(differences(loads("hashed").partitionBy(hash(KIND, 2)).open(dataSource())))
                .contains("those of HASH (version), the definition has those of HASH (kind)");
        loads("hashed").open(dataSource()).schema().verify();

        ChunkStore plain = create(loads("plain"));
        plain.schema().verify();
        assertThat(differences(loads("plain").partitionBy(hash(VERSION, 3)).open(dataSource())))
                .contains("the table has none");
        assertThatThrownBy(() -> loads("plain")
                        .partitionBy(hash(VERSION, 3))
                        .open(dataSource())
                        .schema()
                        .createIfMissing())
                .isInstanceOf(SchemaMismatchException.class);
    }

    @Test
    void verifyFindsAHoleADefaultPartitionAndAValueThatHeadsDoNotHave() {
        ChunkStore years = createByYear();
        years.schema().partitions().add(YearMonth.of(2026, 1), YearMonth.of(2026, 1));
        execute("DROP TABLE \"load_curve_p2025\"");
        assertThat(differences(years)).contains("the table has none for 2025");
        years.schema().partitions().add(YearMonth.of(2025, 5), YearMonth.of(2025, 5));
        years.schema().verify();
        execute("CREATE TABLE \"others\" PARTITION OF \"load_curve\" DEFAULT");
        assertThat(differences(years)).contains("partition others takes the rows");
        assertThatThrownBy(() -> years.schema().partitions().add(YearMonth.of(2030, 1), YearMonth.of(2030, 1)))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("others");
        ChunkStore kinds = create(loads("kinds").partitionBy(list(KIND)));
        execute("CREATE TABLE \"kinds_a\" PARTITION OF \"kinds\" FOR VALUES IN ('a', 'b')");
        assertThat(differences(kinds))
                .contains("partitions of kinds_series: the table has none for kind=a")
                .contains("kind=b")
                .contains("kinds_a has no storage settings");
        execute("ALTER TABLE \"kinds_a\" SET (toast_tuple_target = 8160)");
        assertThat(kinds.schema().partitions().add(KIND.is("a"), KIND.is("b"))).isEmpty();
        kinds.schema().verify();
        assertThatThrownBy(() -> kinds.schema().partitions().drop(KIND.is("a")))
                .isInstanceOf(PartitionInUseException.class)
                .hasMessageContaining("kind=b");
        assertThat(kinds.schema().partitions().drop(KIND.is("a"), KIND.is("b"))).hasSize(1);
    }

    // --- refused writes

    @Test
    void aChunkWithoutAPartitionIsRefusedWithAllItsFacts() {
        ChunkStore store = createByYear();
        Series across = hours("2023-12-31T23:00", 1, 2);
        NoPartitionException e = catchThrowableOfType(NoPartitionException.class, () -> store.insert(BASE, across));
        assertThat(e.store()).isEqualTo("load_curve");
        assertThat(e.key()).isEqualTo(BASE.toString());
        assertThat(e.chunk()).isEqualTo(2023 * 12 + 11);
        assertThat(e.column()).isEqualTo("chunk_index");
        assertThat(e.value()).isEqualTo("24287");
        assertThat(e.isRetryable()).isFalse();
        assertThat(e.sqlState()).isEqualTo("23514");
        assertThat(e)
                .hasMessageContaining(
                        "schema().partitions().add(YearMonth.parse(\"2023-12\"), YearMonth.parse(\"2023-12\"))");
        assertThat(store.keys(KeyFilter.all())).isEmpty();
        store.schema().partitions().add(YearMonth.parse("2023-12"), YearMonth.parse("2023-12"));
        store.insert(BASE, across);
        assertThat(store.read(BASE)).contains(across);
    }

    /** COPY and batches name the first row that the database refused. */
    @Test
    void theSeriesOfARefusedChunkIsNamedAmongMany() {
        createByYear();
        Map<io.holcstore.key.SeriesKey, Series> many = new TreeMap<>(io.holcstore.key.SeriesKey.ORDER);
        for (int version = 0; version < 300; version++) {
            many.put(key(version, "base"), version == 137 ? hours("2026-05-01T00:00", 1) : JANUARY_2024);
        }
        for (ChunkStore store : List.of(
                byYear().open(dataSource()),
                byYear().open(db.plainJdbc()),
                loads().open(dataSource()),
                loads().open(db.plainJdbc()))) {
            NoPartitionException e = catchThrowableOfType(NoPartitionException.class, () -> store.insertAll(many));
            assertThat(e.chunk()).isIn(2026 * 12 + 4, (Object) null);
            assertThat(e.value()).isEqualTo("24316");
            if (e.chunk() != null) {
                assertThat(e.key()).isEqualTo(key(137, "base").toString());
            }
            assertThat(store.count(KeyFilter.all())).isZero();
        }
    }

    @Test
    void aValueWithoutAPartitionIsRefusedByEveryKindOfStore() {
        ChunkStore chunks = create(byKind());
        chunks.schema().partitions().add(KIND.is("base"));
        chunks.insert(BASE, JANUARY_2024);
        assertRefused("load_curve", () -> chunks.insertAll(Map.of(BASE, JANUARY_2025, PEAK, JANUARY_2025)));
        assertRefused("load_curve", () -> chunks.rename(BASE, PEAK));
        assertRefused("load_curve", () -> chunks.copy(BASE, PEAK));
        KeyedStore keyed = Store.defineKeyed()
                .axis(VERSION)
                .axis(KIND)
                .table("keyed")
                .partitionBy(list(KIND))
                .open(dataSource());
        keyed.schema().createIfMissing();
        assertRefused("keyed", () -> keyed.insert(PEAK, JANUARY_2024));
        VersionedStore versions = create(Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .table("versions")
                .partitionBy(list(KIND)));
        assertRefused("versions", () -> versions.append(PEAK, JANUARY_2024));
        VersionedStore counted = create(Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .countVersionsBy(VERSION)
                .table("counted")
                .partitionBy(list(KIND)));
        assertRefused("counted", () -> counted.append(PEAK, JANUARY_2024));
        assertThat(chunks.read(BASE)).contains(JANUARY_2024);
    }

    private static void assertRefused(String store, org.assertj.core.api.ThrowableAssert.ThrowingCallable verb) {
        NoPartitionException e = catchThrowableOfType(NoPartitionException.class, verb);
        assertThat(e.store()).isEqualTo(store);
        assertThat(e.key()).isEqualTo(PEAK.toString());
        assertThat(e.column()).isEqualTo("kind");
        assertThat(e.value()).isEqualTo("peak");
        assertThat(e.chunk()).isNull();
        assertThat(e).hasMessageContaining("schema().partitions().add(kind.is(peak))");
    }

    /** A constraint of the application has the same SQLState. */
    @Test
    void aConstraintOfTheApplicationIsAnotherError() {
        ChunkStore store = createByYear();
        execute("ALTER TABLE \"load_curve\" ADD CONSTRAINT few CHECK (\"value_count\" < 3)");
        assertThatThrownBy(() -> store.insert(BASE, JANUARY_2025))
                .isInstanceOf(io.holcstore.error.StoreSqlException.class)
                .hasMessageContaining("few");
    }
}
