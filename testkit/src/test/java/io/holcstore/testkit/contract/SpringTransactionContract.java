package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.EveryVerb.OTHER;
import static io.holcstore.testkit.contract.EveryVerb.TWO;
import static io.holcstore.testkit.contract.Refusals.assertAllRefused;
import static io.holcstore.testkit.contract.Refusals.assertRefused;
import static io.holcstore.testkit.contract.Refusals.takeAudit;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A store beside transactions that Spring manages: what belongs to them stays theirs, whatever data source the store
 * was given.
 */
abstract class SpringTransactionContract {
    /** Which connections Spring's transactions are on. */
    enum Target {
        POOL,
        POOL_WITHOUT_AUTOCOMMIT,
        LAZY,
        LAZY_WITHOUT_AUTOCOMMIT
    }

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    private HikariDataSource withoutAutoCommit;
    private LeakDetectingDataSource watched;
    private EveryVerb stores;

    abstract TestDatabase database();

    @BeforeEach
    final void createTables() {
        withoutAutoCommit = new HikariDataSource(Refusals.withoutAutocommit(db));
        watched = new LeakDetectingDataSource(withoutAutoCommit);
        stores = EveryVerb.created(db.dataSource());
        Refusals.createAudit(db);
    }

    @AfterEach
    final void nothingLeaks() {
        watched.assertNothingLeaked();
        withoutAutoCommit.close();
    }

    private DataSource dataSource(Target target) {
        return switch (target) {
            case POOL -> db.dataSource();
            case POOL_WITHOUT_AUTOCOMMIT -> watched;
            case LAZY -> new LazyConnectionDataSourceProxy(db.dataSource());
            case LAZY_WITHOUT_AUTOCOMMIT -> new LazyConnectionDataSourceProxy(watched);
        };
    }

    private static TransactionTemplate transactions(DataSource target) {
        return new TransactionTemplate(new DataSourceTransactionManager(target));
    }

    private static void audit(DataSource target, String what) {
        new JdbcTemplate(target).update("INSERT INTO audit VALUES (?)", what);
    }

    /** Reading, writing and refused verbs: none of them ends the caller's transaction, wherever in it they come. */
    @ParameterizedTest
    @EnumSource
    final void inATransactionEveryVerbIsRefused(Target kind) {
        DataSource target = dataSource(kind);
        EveryVerb refused = stores.over(new TransactionAwareDataSourceProxy(target));
        List<?> before = stores.state();
        for (int isolation :
                new int[] {TransactionDefinition.ISOLATION_DEFAULT, TransactionDefinition.ISOLATION_SERIALIZABLE}) {
            for (boolean commits : new boolean[] {true, false}) {
                TransactionTemplate transaction = transactions(target);
                transaction.setIsolationLevel(isolation);
                transaction.executeWithoutResult(status -> {
                    assertRefused("the first in the transaction", refused.verb("merge"));
                    audit(target, "before");
                    assertAllRefused(refused);
                    assertSettings(target, isolation);
                    audit(target, "later");
                    if (!commits) {
                        status.setRollbackOnly();
                    }
                });
                assertThat(takeAudit(db)).isEqualTo(commits ? List.of("before", "later") : List.of());
            }
        }
        assertThat(stores.state()).isEqualTo(before);
    }

    private static void assertSettings(DataSource target, int isolation) {
        Connection connection = DataSourceUtils.getConnection(target);
        try {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getTransactionIsolation())
                    .isEqualTo(
                            isolation == TransactionDefinition.ISOLATION_DEFAULT
                                    ? Connection.TRANSACTION_READ_COMMITTED
                                    : isolation);
        } catch (SQLException e) {
            throw new AssertionError(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, target);
        }
    }

    @ParameterizedTest
    @EnumSource
    final void outsideOfATransactionEveryVerbWorks(Target kind) {
        EveryVerb working = stores.over(new TransactionAwareDataSourceProxy(dataSource(kind)));
        working.verbs().forEach((name, verb) -> org.assertj.core.api.Assertions.assertThatCode(verb)
                .as(name)
                .doesNotThrowAnyException());
        assertWritten();
    }

    private void assertWritten() {
        assertThat(stores.chunks.keys(KeyFilter.all())).containsExactly(BASE, PEAK);
        assertThat(stores.replica.keys(KeyFilter.all())).containsExactly(BASE);
        assertThat(stores.replica.replica().cursor("loads")).isPresent();
        assertThat(stores.keyed.keys(KeyFilter.all())).containsExactly(BASE);
        assertThat(stores.versioned.keys(KeyFilter.all())).containsExactly(BASE);
    }

    /** Given the data source that Spring's is made of, a verb is a transaction of its own. */
    @ParameterizedTest
    @EnumSource
    final void onTheTargetEveryVerbIsATransactionOfItsOwn(Target kind) {
        DataSource target = dataSource(kind);
        EveryVerb own = stores.over(target);
        transactions(target).executeWithoutResult(status -> {
            audit(target, "before");
            own.verbs().forEach((name, verb) -> org.assertj.core.api.Assertions.assertThatCode(verb)
                    .as(name)
                    .doesNotThrowAnyException());
            status.setRollbackOnly();
        });
        assertThat(takeAudit(db)).isEmpty();
        assertWritten();
    }

    @ParameterizedTest
    @EnumSource
    final void aJoinedStoreIsPartOfTheTransaction(Target kind) {
        DataSource target = dataSource(kind);
        ChunkStore store = stores.over(new TransactionAwareDataSourceProxy(target)).chunks;
        for (boolean commits : new boolean[] {false, true}) {
            transactions(target).executeWithoutResult(status -> {
                audit(target, "before");
                ChunkStore joined = store.on(DataSourceUtils.getConnection(target));
                joined.insert(PEAK, TWO);
                assertThatThrownBy(() -> joined.insert(BASE, TWO)).isInstanceOf(SeriesExistsException.class);
                joined.forEach(
                        KeyFilter.all(), (key, series) -> assertThat(series).hasValues(1, 2));
                audit(target, "later");
                if (!commits) {
                    status.setRollbackOnly();
                }
            });
            assertThat(takeAudit(db)).isEqualTo(commits ? List.of("before", "later") : List.of());
            assertThat(stores.chunks.read(PEAK).isPresent()).isEqualTo(commits);
        }
    }

    /** Without a transaction Spring may bind a connection to the thread all the same; then two verbs meet on it. */
    @ParameterizedTest
    @EnumSource
    final void aVerbInsideAnotherThatHasTheSameConnectionIsRefused(Target kind) {
        DataSource target = dataSource(kind);
        EveryVerb bound = stores.over(new TransactionAwareDataSourceProxy(target));
        TransactionTemplate supports = transactions(target);
        supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        supports.executeWithoutResult(status -> bound.chunks.forEach(KeyFilter.all(), (key, series) -> {
            assertThat(series).hasValues(1, 2);
            assertRefused("in forEach", () -> bound.chunks.merge(OTHER, TWO));
            assertRefused("in forEach", () -> bound.keyed.read(BASE));
        }));
        assertThat(stores.chunks.keys(KeyFilter.all())).containsExactly(BASE);
    }

    @Test
    final void aTransactionOnAnotherDataSourceIsNobodysBusiness() {
        EveryVerb working = stores.over(new TransactionAwareDataSourceProxy(db.dataSource()));
        transactions(watched).executeWithoutResult(status -> {
            audit(watched, "before");
            working.chunks.merge(PEAK, TWO);
            working.keyed.merge(PEAK, TWO);
            status.setRollbackOnly();
        });
        assertThat(takeAudit(db)).isEmpty();
        assertThat(stores.chunks.keys(KeyFilter.all())).containsExactly(BASE, PEAK);
        assertThat(stores.keyed.keys(KeyFilter.all())).containsExactly(BASE, PEAK);
    }
}
