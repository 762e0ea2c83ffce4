package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.Store;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.SessionDataSource;
import io.holcstore.testkit.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables that are named without a schema, on connections that look in several. */
public abstract class SearchPathContract implements OnDatabase {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    protected SearchPathContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }

    /** The schema in which tests begin. */
    protected final String home() {
        return db.database().schema();
    }

    /** A second schema, as a role has that is called so. */
    protected final String app() {
        return home() + "_app";
    }

    @BeforeEach
    final void createSchema() {
        execute("CREATE SCHEMA \"" + app() + "\"");
    }

    @AfterEach
    final void dropSchema() {
        execute(facts().dropSchema(app()));
    }

    /** Connections that look in these schemas, one after the other. */
    protected final DataSource path(String... schemas) {
        return session(facts().setSearchPath(schemas).toArray(String[]::new));
    }

    /** Connections that begin with these statements. */
    protected final DataSource session(String... statements) {
        return new SessionDataSource(db.database().newPool(), statements);
    }

    private long tables(String schema) {
        return number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '" + schema + "'");
    }

    protected static List<String> refused(ThrowingCallable verb) {
        SchemaMismatchException e = catchThrowableOfType(SchemaMismatchException.class, verb);
        assertThat(e).isNotNull();
        return e.differences();
    }

    /** What verifying and creating say, which is the same. */
    protected static String refusedBoth(StoreSchema schema) {
        List<String> verified = refused(schema::verify);
        assertThat(refused(schema::createIfMissing)).isEqualTo(verified).hasSize(1);
        return verified.get(0);
    }

    private ChunkStore filled(StoreBuilder definition) {
        ChunkStore store = create(definition);
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        store.insert(PEAK, hours("2024-01-01T00:00", 2));
        return store;
    }

    @Test
    void tablesFurtherDownThePathAreUsed() {
        filled(loads().replicated());
        ChunkStore store = loads().replicated().open(path(app(), home()));
        store.schema().verify();
        store.schema().createIfMissing();
        assertThat(store.count(KeyFilter.all())).isEqualTo(2);
        store.merge(BASE, hours("2024-01-01T01:00", 3));
        assertThat(createLoadsAgain().read(BASE).orElseThrow()).hasValues(1, 3);
        assertThat(OnReplicas.all(store).changes()).hasSize(2);
        assertThat(tables(app())).isZero();
    }

    private ChunkStore createLoadsAgain() {
        return create(loads().replicated());
    }

    @Test
    void ofAllKindsOfStores() {
        KeyedStore keyed = Store.defineKeyed().axis(Samples.KIND).table("k").open(dataSource());
        VersionedStore versioned =
                Store.defineVersioned().axis(Samples.KIND).table("v").open(dataSource());
        keyed.schema().createIfMissing();
        versioned.schema().createIfMissing();
        versioned.append(versioned.definition().key("a"), hours("2024-01-01T00:00", 1));
        DataSource both = path(app(), home());
        KeyedStore sameKeyed = keyed.definition().open(both);
        VersionedStore sameVersioned = versioned.definition().open(both);
        sameKeyed.schema().createIfMissing();
        sameVersioned.schema().createIfMissing();
        sameKeyed.insert(keyed.definition().key("a"), hours("2024-01-01T00:00", 1));
        sameVersioned.append(versioned.definition().key("a"), hours("2024-01-01T00:00", 1));
        assertThat(keyed.count(KeyFilter.all())).isEqualTo(1);
        assertThat(number("SELECT COUNT(*) FROM \"v\"")).isEqualTo(2);
        assertThat(tables(app())).isZero();
    }

    @Test
    void whatIsMissingIsMadeWhereTheOthersAre() {
        ChunkStore there = create(loads().replicated());
        long all = tables(home());
        execute("DROP TABLE \"load_curve_series\"");
        execute("DROP TABLE \"holcstore_feed\"");
        execute("DELETE FROM \"holcstore_store\"");
        loads().replicated().open(path(app(), home())).schema().createIfMissing();
        there.schema().verify();
        assertThat(tables(home())).isEqualTo(all);
        assertThat(tables(app())).isZero();
    }

    @Test
    void tablesThatAreNewGoToTheFirstSchema() {
        ChunkStore store = loads().replicated().open(path(app(), home()));
        store.schema().createIfMissing();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        assertThat(number("SELECT COUNT(*) FROM \"" + app() + "\".\"load_curve\""))
                .isEqualTo(1);
        assertThat(tables(home())).isZero();
    }

    @Test
    void newTablesDoNotHideThoseOfOtherStores() {
        ChunkStore there = filled(loads());
        DataSource both = path(app(), home());
        ChunkStore other = loads("other").open(both);
        assertThat(refused(() -> other.schema().createIfMissing()))
                .singleElement()
                .asString()
                .contains("created in schema " + app())
                .contains("of schema " + home())
                .contains("table(\"" + app() + ".other\")");
        assertThat(tables(app())).isZero();
        loads().open(both).schema().verify();
        assertThat(there.count(KeyFilter.all())).isEqualTo(2);
        ChunkStore named = loads(app() + ".other").open(both);
        named.schema().createIfMissing();
        named.insert(BASE, hours("2024-01-01T00:00", 1));
        assertThat(number("SELECT COUNT(*) FROM \"" + app() + "\".\"other\"")).isEqualTo(1);
    }

    @Test
    void tablesInDifferentSchemasAreRefused() {
        filled(loads());
        create(loads(app() + ".other"));
        ChunkStore store = loads().open(path(app(), home()));
        assertThat(refusedBoth(store.schema()))
                .contains("different schemas")
                .contains("holcstore_store in " + app())
                .contains("load_curve in " + home());
        assertThat(number("SELECT COUNT(*) FROM \"" + app() + "\".\"holcstore_store\""))
                .isEqualTo(1);
        ChunkStore named = loads(home() + ".load_curve").open(path(app(), home()));
        named.schema().verify();
        assertThat(named.count(KeyFilter.all())).isEqualTo(2);
    }

    @Test
    void aSchemaThatDoesNotExistIsNamed() {
        ChunkStore store = loads("nowhere.load_curve").open(dataSource());
        assertThat(refusedBoth(store.schema())).isEqualTo("schema nowhere does not exist");
        assertThat(refused(() -> store.read(BASE))).containsExactly("schema nowhere does not exist");
        assertThat(refused(() -> store.insert(BASE, hours("2024-01-01T00:00", 1))))
                .containsExactly("schema nowhere does not exist");
    }

    @Test
    void aViewIsRefused() {
        filled(loads());
        execute("CREATE VIEW \"viewed\" AS SELECT * FROM \"load_curve\"");
        ChunkStore store = loads("viewed").open(dataSource());
        assertThat(refusedBoth(store.schema()))
                .contains("viewed in schema " + home())
                .contains("is a view");
    }

    @Test
    void aTemporaryTableIsRefused() {
        String temporary = facts().temporary();
        ChunkStore store = loads().open(
                        session("CREATE " + temporary + " TABLE IF NOT EXISTS \"load_curve\" (\"version\" integer)"));
        assertThat(refusedBoth(store.schema())).contains("load_curve is a temporary table of this connection");
    }

    @Test
    void namesOfOtherCaseAreOthers() {
        filled(loads());
        ChunkStore upper = loads("LOAD_CURVE").open(dataSource());
        assertThat(refused(() -> upper.schema().verify()))
                .hasSize(3)
                .allMatch(d -> d.contains("LOAD_CURVE") || d.contains("no settings"));
        upper.schema().createIfMissing();
        assertThat(upper.count(KeyFilter.all())).isZero();
        assertThat(loads().open(dataSource()).count(KeyFilter.all())).isEqualTo(2);
    }
}
