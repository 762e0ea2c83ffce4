package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.EveryVerb.TWO;
import static io.holcstore.testkit.contract.Refusals.assertAllRefused;
import static io.holcstore.testkit.contract.Refusals.assertRefused;
import static io.holcstore.testkit.contract.Refusals.audit;
import static io.holcstore.testkit.contract.Refusals.takeAudit;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionManagerImple;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** A store over a pool whose connections take part in transactions of JTA, as Quarkus has it. */
abstract class JtaTransactionContract {
    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    private final TransactionManager transactions = new TransactionManagerImple();
    private AgroalDataSource given;
    private EveryVerb stores;

    abstract TestDatabase database();

    @BeforeAll
    static void keepNoFilesAndNoPort() {
        BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class).setTransactionStatusManagerEnable(false);
        for (String name : new String[] {"default", "stateStore", "communicationStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name.equals("default") ? null : name)
                    .setObjectStoreType(VolatileStore.class.getName());
        }
    }

    @BeforeEach
    final void createTables() throws Exception {
        stores = EveryVerb.created(db.dataSource());
        Refusals.createAudit(db);
        given = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .transactionIntegration(new NarayanaTransactionIntegration(
                                transactions, new TransactionSynchronizationRegistryImple()))
                        .connectionFactoryConfiguration(this::reach)));
    }

    private AgroalConnectionFactoryConfigurationSupplier reach(AgroalConnectionFactoryConfigurationSupplier factory) {
        if (db.database().unpooled() instanceof JdbcDataSource h2) {
            return factory.jdbcUrl(h2.getURL()).principal(new NamePrincipal(h2.getUser()));
        }
        PGSimpleDataSource postgres = (PGSimpleDataSource) db.database().unpooled();
        return factory.jdbcUrl(postgres.getURL())
                .principal(new NamePrincipal(Objects.requireNonNull(postgres.getUser())))
                .credential(new SimplePassword(Objects.requireNonNullElse(postgres.getPassword(), "")));
    }

    @AfterEach
    final void closePool() {
        given.close();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void transaction(boolean commits, Work work) throws Exception {
        transactions.begin();
        try {
            work.run();
        } finally {
            if (commits) {
                transactions.commit();
            } else {
                transactions.rollback();
            }
        }
    }

    private void auditHere(String what) throws Exception {
        try (Connection connection = given.getConnection()) {
            audit(connection, what);
        }
    }

    @Test
    final void inATransactionEveryVerbIsRefused() throws Exception {
        EveryVerb refused = stores.over(given);
        List<?> before = stores.state();
        for (boolean commits : new boolean[] {true, false}) {
            transaction(commits, () -> {
                assertRefused("the first in the transaction", refused.verb("merge"));
                assertRefused("the first in the transaction", refused.verb("read"));
                auditHere("before");
                assertAllRefused(refused);
                auditHere("later");
            });
            assertThat(takeAudit(db)).isEqualTo(commits ? List.of("before", "later") : List.of());
        }
        assertThat(stores.state()).isEqualTo(before);
    }

    @Test
    final void outsideOfATransactionEveryVerbWorks() throws Exception {
        stores.over(given)
                .verbs()
                .forEach((name, verb) -> assertThatCode(verb).as(name).doesNotThrowAnyException());
        assertThat(stores.chunks.keys(KeyFilter.all())).containsExactly(BASE, PEAK);
        assertThat(given.getMetrics().activeCount()).isZero();
    }

    @Test
    final void aJoinedStoreIsPartOfTheTransaction() throws Exception {
        ChunkStore store = stores.over(given).chunks;
        for (boolean commits : new boolean[] {false, true}) {
            transaction(commits, () -> {
                auditHere("before");
                try (Connection connection = given.getConnection()) {
                    ChunkStore joined = store.on(connection);
                    joined.insert(PEAK, TWO);
                    assertThatThrownBy(() -> joined.insert(BASE, TWO)).isInstanceOf(SeriesExistsException.class);
                    joined.forEach(
                            KeyFilter.all(), (key, series) -> assertThat(series).hasValues(1, 2));
                }
            });
            assertThat(takeAudit(db)).isEqualTo(commits ? List.of("before") : List.of());
            assertThat(stores.chunks.read(PEAK).isPresent()).isEqualTo(commits);
        }
    }
}
