package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.projection.Projection;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.ProjectedRows;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a projection may be, and what it refuses to become. */
interface ProjectionSettingsContract extends OnDatabase {
    private Projection created(ChunkStore store) {
        Projection daily = store.projection("daily_load").by("1d");
        daily.schema().createIfMissing();
        return daily;
    }

    @Test
    default void otherSettingsAreRefusedWithBothOfThem() {
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        daily.refresh();
        assertRefused(daily, each -> each.by("1h"), "by: the table has 1d, the definition has 1h");
        assertRefused(daily, Projection::byValue, "by: the table has 1d, the definition has value");
        assertRefused(
                daily,
                each -> each.filter(KIND.is("peak")),
                "filter: the table has all series, the definition has kind = ");
        assertRefused(
                daily,
                each -> each.across(KIND),
                "across: the table has each series, the definition has (kind varchar(20))");
        assertRefused(
                daily,
                each -> each.in(ZoneId.of("Europe/London")),
                "tz: the table has Europe/Paris, the definition has Europe/London");
        assertRefused(
                daily,
                each -> each.dayStart(LocalTime.of(6, 0)),
                "dayStart: the table has 00:00, the definition has 06:00");
        assertRefused(daily, each -> each.by("1year").yearStart(MonthDay.of(4, 1)), "yearStart: the table has --01-01");
        assertRefused(
                daily,
                each -> each.retention(Period.ofDays(7)),
                "retention: the table has all, the definition has P7D");
        ChunkStore other = create(loads("other").replicated());
        assertRefused(other.projection("daily_load").by("1d"), each -> each, "store: the table has load_curve");
        assertThat(daily.refresh().rowsChanged()).isZero();
        assertThat(ProjectedRows.of(dataSource(), "daily_load")).hasSize(1);
    }

    private static void assertRefused(Projection projection, UnaryOperator<Projection> change, String why) {
        Projection other = change.apply(projection);
        assertThatThrownBy(other::refresh)
                .isInstanceOfSatisfying(SchemaMismatchException.class, e -> assertThat(e.store())
                        .isEqualTo("daily_load"))
                .hasMessageContaining(why)
                .hasMessageContaining("call schema().drop(), schema().createIfMissing() and refresh()");
        assertThatThrownBy(() -> other.schema().createIfMissing())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining(why);
    }

    @Test
    default void conditionsInAnotherOrderAreTheSameFilter() {
        ChunkStore store = create(loads().replicated());
        Projection one =
                store.projection("few").by("1d").filter(KIND.in("base", "it's").and(VERSION.is(1)));
        one.schema().createIfMissing();
        Projection same = store.projection("few").by("1d").filter(VERSION.is(1).and(KIND.in("it's", "base")));
        same.schema().createIfMissing();
        same.schema().verify();
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        assertThat(one.refresh().inserted()).isEqualTo(1);
        assertThat(same.refresh().changes()).isZero();
    }

    @Test
    default void aProjectionThatIsDroppedCanBecomeAnother() {
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        daily.refresh();
        Projection byKind = daily.across(KIND);
        byKind.schema().drop();
        byKind.schema().drop();
        assertThatThrownBy(daily::refresh)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("nothing is recorded of the projection in holcstore_projection;"
                        + " schema().createIfMissing() makes its table and records it");
        byKind.schema().createIfMissing();
        assertThat(byKind.refresh().inserted()).isEqualTo(1);
        assertThat(ProjectedRows.of(dataSource(), "daily_load"))
                .containsExactly("base | 2024-01-04T23:00:00Z | 2024-01-05 | 1 | 2 | 3.0 | 1.5 | 1.0 | 2.0");
    }

    @Test
    default void aTableThatWasDroppedByHandIsFilledAgain() {
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        daily.refresh();
        execute("DROP TABLE \"daily_load\"");
        assertThatThrownBy(() -> daily.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("there is no table daily_load");
        daily.schema().createIfMissing();
        daily.schema().createIfMissing();
        assertThat(daily.refresh().inserted()).isEqualTo(1);
    }

    @Test
    default void aTableThatIsNoProjectionIsNotDropped() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        assertNotDropped(store, "load_curve");
        created(store);
        execute("CREATE TABLE \"customers\" (\"id\" integer)");
        for (String table : List.of("load_curve", "load_curve_series", "customers")) {
            assertNotDropped(store, table);
        }
        execute("DROP TABLE \"customers\"");
        assertThat(store.read(BASE).orElseThrow().values()).containsExactly(1, 2);
    }

    private static void assertNotDropped(ChunkStore store, String table) {
        assertThatThrownBy(() -> store.projection(table).by("1d").schema().drop())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining(table)
                .hasMessageContaining("it stays");
    }

    /** A store holds them in its blobs. */
    @Test
    default void aSumThatIsNotFiniteIsTold() {
        assumeFalse(facts().storesNonFinite(), "columns hold what is not finite");
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        store.insert(BASE, hours("2024-01-05T00:00", 1, Double.POSITIVE_INFINITY));
        assertThat(store.read(BASE)).contains(hours("2024-01-05T00:00", 1, Double.POSITIVE_INFINITY));
        assertThatThrownBy(daily::refresh)
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContainingAll("daily_load", BASE.toString(), "2024-01-0", "Infinity", "replace");
        store.replace(BASE, hours("2024-01-05T00:00", 1, 2));
        assertThat(daily.refresh().inserted()).isEqualTo(1);
    }

    /** A database that commits with DDL must not forget the projection before its table is gone. */
    @Test
    default void aTableThatCannotBeDroppedStaysAProjection() {
        assumeTrue(facts().viewsKeepTables(), "a view does not keep its table");
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        store.insert(BASE, hours("2024-01-05T00:00", 1, 2));
        execute("CREATE VIEW \"report\" AS SELECT * FROM \"daily_load\"");
        assertThatThrownBy(() -> daily.schema().drop())
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContaining("report");
        assertThat(daily.refresh().inserted()).isEqualTo(1);
        execute("DROP VIEW \"report\"");
        daily.schema().drop();
        assertThatThrownBy(() -> daily.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("there is no table daily_load");
    }

    @Test
    default void aRefreshWithoutItsTableSaysWhatToDo() {
        ChunkStore store = create(loads().replicated());
        Projection daily = created(store);
        execute("DROP TABLE \"daily_load\"");
        assertThatThrownBy(daily::refresh)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("there is no table daily_load; schema().createIfMissing() makes it");
    }

    @Test
    default void theScriptMakesWhatCreateIfMissingMakes() {
        ChunkStore store = create(loads().replicated());
        Projection values = store.projection("its_values").byValue().filter(KIND.is("it's; a 'name'"));
        for (int time = 0; time < 2; time++) {
            for (String statement : values.schema().ddl().split(";\\R", -1)) {
                if (!statement.isBlank()) {
                    execute(statement);
                }
            }
            values.schema().verify();
        }
        store.insert(Samples.key(1, "it's; a 'name'"), hours("2024-01-05T00:00", 1, 2));
        assertThat(values.refresh().inserted()).isEqualTo(2);
        Projection second = store.projection("second").by("1d");
        second.schema().createIfMissing();
        assertThat(second.refresh().inserted()).isEqualTo(1);
    }

    @Test
    default void withoutItsTablesAProjectionSaysWhatToDo() {
        ChunkStore store = create(loads().replicated());
        Projection daily = store.projection("daily_load").by("1d");
        assertThatThrownBy(daily::refresh)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("schema().createIfMissing() makes its table");
        daily.schema().drop();
        Projection taken = store.projection("load_curve").by("1d");
        assertThatThrownBy(() -> taken.schema().createIfMissing())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("column load_curve.local_date: the table has none");
    }

    @Test
    default void settingsThatDoNotGoTogetherAreRefused() {
        ChunkStore store = create(loads().replicated());
        Projection plain = store.projection("daily_load");
        assertWrong(plain, "call by(..) for the length of its buckets, or byValue()", "by");
        assertWrong(plain.byValue().across(), "byValue() and across(..) do not go together", "byValue");
        assertWrong(
                plain.byValue().yearStart(MonthDay.of(4, 1)),
                "byValue() and yearStart(..) do not go together",
                "byValue");
        assertWrong(
                create(loads("not_replicated")).projection("daily_load").by("1d"), "is not replicated", "replicated");
        ChunkStore named = create(define().axis("value", AxisType.INT)
                .chunkBy(ChunkBy.YEAR)
                .freq("1d")
                .tz("UTC")
                .replicated()
                .table("named"));
        assertWrong(named.projection("its_values").byValue(), "it has a column value itself", "axis");
        named.projection("its_days").by("1d").schema().createIfMissing();
        assertThatThrownBy(() -> plain.by("7min").refresh())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("points of 1h in buckets of 7min");
        assertThatThrownBy(() -> plain.filter(Axis.of("meter", AxisType.INT).is(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have no axis meter integer");
        assertThatThrownBy(() -> plain.across(KIND, KIND)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain.retention(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain.retention(Period.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain.dayStart(LocalTime.of(0, 0, 0, 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.projection("select"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("reserved word");
        assertThatThrownBy(() -> store.projection("holcstore_projection"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("the library uses a table of this name");
    }

    /** An empty store would let them pass, and no refresh with values would. */
    @Test
    default void bucketsThatCutTheStepsOfTheStoreAreRefusedBeforeThereIsATable() {
        ChunkStore store = create(loads().replicated());
        Projection daily = store.projection("days_of_india").by("1d").in(ZoneId.of("Asia/Kolkata"));
        for (Projection each : List.of(daily, daily.across(), daily.by("1year"))) {
            assertThatThrownBy(() -> each.schema().createIfMissing())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in(Asia/Kolkata) and the step 1h of the store do not go together");
            assertThatThrownBy(() -> each.schema().ddl()).isInstanceOf(IllegalArgumentException.class);
        }
        Projection values = store.projection("values_of_india").byValue().in(ZoneId.of("Asia/Kolkata"));
        values.schema().createIfMissing();
        store.insert(BASE, hours("2024-01-05T00:00", 1));
        assertThat(values.refresh().inserted()).isEqualTo(1);
    }

    private static void assertWrong(Projection projection, String why, String setting) {
        assertThatThrownBy(projection::refresh)
                .isInstanceOfSatisfying(
                        DefinitionException.class, e -> assertThat(e.setting()).isEqualTo(setting))
                .hasMessageContaining(why);
        assertThatThrownBy(projection::schema).isInstanceOf(DefinitionException.class);
    }
}
