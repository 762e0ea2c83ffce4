package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.time.ChunkBy.YEAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Dialect;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreHealth;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.SessionDataSource;
import io.holcstore.time.ChunkBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tables: made, written as a script, and compared with the definition. */
interface SchemaContract extends OnDatabase {
    private Dialect dialect() {
        return facts().dialect();
    }

    private List<String> differences(StoreBuilder definition) {
        ChunkStore store = definition.open(dataSource());
        return catchThrowableOfType(
                        SchemaMismatchException.class, () -> store.schema().verify())
                .differences();
    }

    @Test
    default void openRunsNoStatement() {
        ChunkStore store = loads().open(dataSource());
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.read(BASE),
            () -> store.insert(BASE, hours("2024-01-01T00:00", 1)),
            () -> store.cursor(KeyFilter.all()).close(),
            () -> store.schema().verify()
        }) {
            assertThatThrownBy(verb)
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("schema().createIfMissing()");
        }
        store.schema().createIfMissing();
        store.schema().verify();
        assertThat(store.read(BASE)).isEmpty();
    }

    @Test
    default void healthSaysWhatIsWrong() {
        ChunkStore store = loads().open(dataSource());
        StoreHealth before = store.health();
        assertThat(before.isUp()).isFalse();
        assertThat(before.store()).isEqualTo(store.name());
        assertThat(before.failure().orElseThrow())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("load_curve")
                .hasMessageContaining("schema().createIfMissing()");
        store.schema().createIfMissing();
        assertThat(store.health().failure()).isEmpty();
        assertThat(store.health().took()).isPositive();
        assertThat(loads().replicated().open(dataSource()).health().isUp()).isFalse();
        StoreHealth down = loads().open(new SessionDataSource(dataSource(), "no statement"))
                .health();
        assertThat(down.isUp()).isFalse();
        assertThat(down.failure().orElseThrow())
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContaining("load_curve");
    }

    @Test
    default void creatingAgainKeepsWhatIsThere() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        store.schema().createIfMissing();
        createLoads().schema().verify();
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
    }

    @Test
    default void severalInstancesCreateAtOnce() throws InterruptedException, ExecutionException {
        LeakDetectingDataSource[] pools = {
            dataSource(), new LeakDetectingDataSource(db().database().newPool())
        };
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Boolean>> done = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            LeakDetectingDataSource pool = pools[i % 2];
            done.add(executor.submit(() -> {
                ChunkStore store = loads().open(pool);
                start.await();
                store.schema().createIfMissing();
                store.read(BASE);
                return true;
            }));
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        for (Future<Boolean> each : done) {
            assertThat(each.get()).isTrue();
        }
        pools[1].assertNothingLeaked();
        assertThat(number("SELECT COUNT(*) FROM \"holcstore_store\"")).isEqualTo(1);
        loads().open(dataSource()).schema().verify();
    }

    @Test
    default void theScriptMakesTheSameTables() {
        StoreDefinition definition = loads().build();
        String script = definition.ddl(dialect());
        assertThat(script).isEqualTo(loads().build().ddl(dialect()));
        for (int run = 1; run <= 2; run++) {
            Stream.of(script.split(";\n", -1)).filter(s -> !s.isBlank()).forEach(this::execute);
        }
        ChunkStore store = definition.open(dataSource());
        store.schema().verify();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
    }

    @Test
    default void verifyListsEveryDifference() {
        assumeTrue(facts().retypesColumns(), "types of columns cannot be changed");
        createLoads();
        execute("ALTER TABLE \"load_curve\" DROP COLUMN \"value_count\"");
        execute("ALTER TABLE \"load_curve\" ADD COLUMN \"extra\" integer DEFAULT 0 NOT NULL");
        execute(facts().retype("load_curve", "dtype", "varchar(30)"));
        execute(facts().forbidNull("load_curve", "first_ts"));
        execute(facts().retype("load_curve_series", "kind", "varchar(21)"));
        execute("UPDATE \"holcstore_store\" SET \"settings\" = REPLACE(\"settings\", 'freq=1h', 'freq=2h')");
        execute("ALTER TABLE \"load_curve\" ADD COLUMN \"comment_of_ours\" varchar(9)");
        List<String> found = differences(loads());
        assertThat(found).hasSize(6);
        assertThat(found).anyMatch(d -> d.contains("value_count") && d.contains("has none") && d.contains("integer"));
        assertThat(found).anyMatch(d -> d.contains("extra") && d.contains("no such column"));
        assertThat(found).anyMatch(d -> d.contains("dtype") && d.contains("varchar(30)") && d.contains("varchar(16)"));
        assertThat(found).anyMatch(d -> d.contains("first_ts") && d.contains("not null"));
        assertThat(found)
                .anyMatch(
                        d -> d.contains("load_curve_series") && d.contains("varchar(21)") && d.contains("varchar(20)"));
        assertThat(found).anyMatch(d -> d.equals("freq: the table has 2h, the definition has 1h"));
    }

    @Test
    default void verifyListsMissingTablesAndKeys() {
        createLoads();
        execute("DROP TABLE \"load_curve_series\"");
        execute("DELETE FROM \"holcstore_store\"");
        List<String> found = differences(loads());
        assertThat(found).hasSize(2);
        assertThat(found.get(0)).contains("load_curve_series").contains("createIfMissing");
        assertThat(found.get(1)).contains("holcstore_store").contains("createIfMissing");
        execute("DROP TABLE \"load_curve\"");
        execute("CREATE TABLE \"load_curve\" (\"version\" integer, \"chunk_index\" integer NOT NULL PRIMARY KEY)");
        assertThat(differences(loads()))
                .anyMatch(d -> d.contains("primary key")
                        && d.contains("[chunk_index]")
                        && d.contains("[version, kind, chunk_index]"));
    }

    @Test
    default void anotherDefinitionIsRefusedAtItsFirstUse() {
        createLoads().insert(BASE, hours("2024-01-01T00:00", 1));
        assertRefused(base(YEAR_MONTH, "30min", "Europe/Paris"), "freq: the table has 1h, the definition has 30min");
        assertRefused(base(YEAR, "1h", "Europe/Paris"), "chunkBy: the table has YEAR_MONTH, the definition has YEAR");
        assertRefused(base(YEAR_MONTH, "1h", "UTC"), "tz: the table has Europe/Paris, the definition has UTC");
        assertRefused(loads().replicated(), "replicated: the table has false, the definition has true");
        assertRefused(loads().axis("more", INT), "version integer, kind varchar(20), more integer");
        assertRefused(
                define().axis(KIND)
                        .axis(VERSION)
                        .chunkBy(YEAR_MONTH)
                        .freq("1h")
                        .tz("Europe/Paris")
                        .table("load_curve"),
                "the definition has kind varchar(20), version integer");
        assertThat(base(YEAR_MONTH, "60min", "Europe/Paris").open(dataSource()).read(BASE))
                .isPresent();
    }

    private StoreBuilder base(ChunkBy chunkBy, String freq, String tz) {
        return define().axis(VERSION)
                .axis(KIND)
                .chunkBy(chunkBy)
                .freq(freq)
                .tz(tz)
                .table("load_curve");
    }

    private void assertRefused(StoreBuilder definition, String difference) {
        ChunkStore store = definition.open(dataSource());
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.delete(KeyFilter.all()),
            () -> store.count(KeyFilter.all()),
            () -> store.cursor(KeyFilter.all()).close(),
            () -> store.schema().createIfMissing(),
            () -> store.schema().verify()
        }) {
            assertThatThrownBy(verb)
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining(difference);
        }
    }

    @Test
    default void aSchemaCanBeNamed() {
        assumeTrue(facts().hasSchemas(), "there is one schema");
        String other = db().database().otherSchema();
        execute("CREATE SCHEMA \"" + other + "\"");
        try {
            ChunkStore here = createLoads();
            ChunkStore there = create(loads(other + ".load_curve"));
            here.insert(BASE, hours("2024-01-01T00:00", 1));
            there.insert(BASE, hours("2024-02-01T00:00", 2));
            there.merge(BASE, hours("2024-02-01T01:00", 3));
            assertThat(there.read(BASE, month(2024, 2)).orElseThrow()).hasValues(2, 3);
            assertThat(here.read(BASE).orElseThrow()).hasValues(1);
            there.schema().verify();
            assertThat(number("SELECT COUNT(*) FROM \"" + other + "\".\"load_curve\""))
                    .isEqualTo(1);
            assertThat(number("SELECT COUNT(*) FROM \"" + other + "\".\"load_curve_series\""))
                    .isEqualTo(1);
            create(loads(db().database().schema() + ".load_curve"));
        } finally {
            execute(facts().dropSchema(other));
        }
    }

    @Test
    default void longAndMixedNamesAreKeptApart() {
        String long1 = "t".repeat(62) + "1";
        String long2 = "t".repeat(62) + "2";
        String other = facts().namesDifferByCase() ? "mixed" : "mixed2";
        String[] names = {long1, long2, "Mixed", other, "_x1", "load_cur"};
        for (String name : names) {
            create(loads(name)).insert(BASE, hours("2024-01-01T00:00", name.hashCode()));
        }
        for (String name : names) {
            ChunkStore store = loads(name).open(dataSource());
            assertThat(store.read(BASE).orElseThrow()).hasValues(name.hashCode());
            store.delete(KeyFilter.all());
            assertThat(store.count(KeyFilter.all())).isZero();
        }
        createLoads();
        ChunkStore clash = loads("load_curve_series").open(dataSource());
        assertThatThrownBy(() -> clash.schema().createIfMissing()).isInstanceOf(SchemaMismatchException.class);
    }
}
