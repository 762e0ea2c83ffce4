package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreException;
import io.holcstore.series.Series;
import io.holcstore.store.Definition;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.testkit.NaiveDataSource;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.testkit.chaos.Verbs.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The connection is killed at every call of every verb, before the server sees the call and after it: the store then
 * holds the state before the verb or the state after it, the exception says what is known, nothing leaks, and the same
 * verb made again works. On a connection that commits each statement by itself, the same tries find a part stored,
 * which shows that they would notice.
 */
public abstract class AtomicityContract {
    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    private int tries;

    /** The database to run on. */
    protected abstract TestDatabase database();

    /** Every so many calls of a verb are tried, beside its first and last ones; all of them unless said otherwise. */
    protected int stride() {
        return 1;
    }

    /** As {@link #stride()}, for the verbs of versions. */
    protected int strideOfVersions() {
        return stride();
    }

    /** Only the tables of its test: on a server, to create all of them takes longer than most tests. */
    private void create(Definition<? extends ReadableStore> definition) {
        definition.open(db.dataSource()).schema().createIfMissing();
    }

    @ParameterizedTest
    @EnumSource(Verbs.class)
    final void allOrNothing(Verbs verb) {
        create(Verbs.STORE);
        killEverywhere(verb, Verbs.STORE, false);
        if (verb != Verbs.REPLACE_MANY && verb != Verbs.INSERT_MANY) {
            killEverywhere(verb, Verbs.STORE, true);
        }
    }

    @ParameterizedTest
    @EnumSource(VersionVerbs.class)
    final void allOrNothingOfVersions(VersionVerbs verb) {
        create(VersionVerbs.STORE);
        Killer<VersionedStore> killer = killer(VersionVerbs.STORE::open, strideOfVersions());
        killer.killEverywhere(verb, false);
        killer.killEverywhere(verb, true);
    }

    @ParameterizedTest
    @EnumSource(ReplicaVerbs.class)
    final void allOrNothingOfPages(ReplicaVerbs verb) {
        ReplicaVerbs.createTables(db.dataSource());
        Killer<ReplicaVerbs.Pair> killer = killer(ReplicaVerbs.Pair::open, stride());
        killer.killEverywhere(verb, false);
        killer.killEverywhere(verb, true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verbs.class,
            names = {"REPLACE", "ERASE", "DELETE", "DELETE_KEYS"})
    final void allOrNothingWithTombstones(Verbs verb) {
        create(Verbs.REPLICATED);
        killEverywhere(verb, Verbs.REPLICATED, false);
    }

    @ParameterizedTest
    @EnumSource(value = Verbs.class, mode = Mode.EXCLUDE, names = "REPLACE_MANY")
    final void allOrNothingOfWholeSeries(Verbs verb) {
        create(Verbs.KEYED);
        killEverywhere(verb, Verbs.KEYED, false);
        if (verb != Verbs.INSERT_MANY) {
            killEverywhere(verb, Verbs.KEYED, true);
        }
    }

    private void killEverywhere(Verbs verb, Definition<? extends SeriesStore> definition, boolean after) {
        this.<SeriesStore>killer(definition::open, stride()).killEverywhere(verb, after);
    }

    private <S> Killer<S> killer(Function<DataSource, S> opening, int stride) {
        return new Killer<>(db, opening, () -> ++tries, stride);
    }

    private Keys prepared(Verbs verb, SeriesStore healthy) {
        Keys keys = new Keys(++tries);
        verb.prepare(healthy, keys);
        return keys;
    }

    private static @Nullable StoreException failure(Verbs verb, SeriesStore store, Keys keys) {
        try {
            verb.run(store, keys);
            return null;
        } catch (StoreException e) {
            return e;
        }
    }

    /** The verbs left out need one statement for all they write, at this size. */
    @ParameterizedTest
    @EnumSource(
            value = Verbs.class,
            mode = Mode.EXCLUDE,
            names = {"INSERT", "MERGE_NEW", "INSERT_ALL", "DELETE", "DELETE_KEYS", "COPY"})
    final void theSameTriesNoticeThatTransactionsAreMissing(Verbs verb) {
        findAPart(verb, Verbs.STORE, false);
        findAPart(verb, Verbs.STORE, true);
    }

    /** Verbs that insert some series and rewrite others, or write more than one batch. */
    @ParameterizedTest
    @EnumSource(
            value = Verbs.class,
            names = {"MERGE_ALL", "INSERT_MANY"})
    final void theSameTriesNoticeThatTransactionsOfWholeSeriesAreMissing(Verbs verb) {
        findAPart(verb, Verbs.KEYED, false);
        findAPart(verb, Verbs.KEYED, true);
    }

    /** @param keep whether a kill ends the session of the backend only, which must find the same */
    private void findAPart(Verbs verb, Definition<? extends SeriesStore> definition, boolean keep) {
        db.negativeControl();
        create(definition);
        SeriesStore healthy = definition.open(db.dataSource());
        FaultyDataSource faulty = db.database().faulty();
        faulty.keepBackends(keep);
        DataSource naive = NaiveDataSource.withoutTransactions(faulty);
        Keys example = prepared(verb, healthy);
        Map<String, Series> before = Verbs.state(healthy, example);
        verb.run(definition.open(naive), example);
        Map<String, Series> done = Verbs.state(healthy, example);

        boolean partial = false;
        for (long n = faulty.calls(); n > 0 && !partial; n--) {
            Keys keys = prepared(verb, healthy);
            faulty.killBeforeCall(n);
            failure(verb, definition.open(naive), keys);
            Map<String, Series> found = Verbs.state(healthy, keys);
            partial = !found.equals(before) && !found.equals(done);
        }
        assertThat(partial).as("a part of %s was stored", verb).isTrue();
    }

    /**
     * Commit, rollback and the end are the caller's, also of what a stream reads in the middle; an error leaves them to
     * the caller too.
     */
    @Test
    final void theTransactionOfTheCallerStaysTheCallers() throws SQLException {
        create(Verbs.STORE);
        create(Verbs.KEYED);
        for (Verbs verb : Verbs.values()) {
            joinAndLeave(verb, Verbs.STORE);
            joinAndLeave(verb, Verbs.KEYED);
        }
    }

    private void joinAndLeave(Verbs verb, Definition<? extends SeriesStore> definition) throws SQLException {
        SeriesStore healthy = definition.open(db.dataSource());
        Keys keys = prepared(verb, healthy);
        Map<String, Series> before = Verbs.state(healthy, keys);
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            verb.run(healthy.on(connection), keys);
            Map<String, Series> done = Verbs.state(healthy.on(connection), keys);
            assertThat(done).as(verb.name()).isNotEqualTo(before);
            assertThat(Verbs.state(healthy, keys)).as(verb.name()).isEqualTo(before);
            connection.rollback();
            assertThat(Verbs.state(healthy, keys)).as(verb.name()).isEqualTo(before);
            verb.run(healthy.on(connection), keys);
            connection.commit();
            assertThat(Verbs.state(healthy, keys)).as(verb.name()).isEqualTo(done);
            connection.setAutoCommit(true);
        }
    }
}
