package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Curves.A;
import static io.holcstore.testkit.contract.Curves.B;
import static io.holcstore.testkit.contract.Curves.C;
import static io.holcstore.testkit.contract.Curves.CLIENT;
import static io.holcstore.testkit.contract.Curves.HALF_HOUR;
import static io.holcstore.testkit.contract.Curves.PRM;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static io.holcstore.testkit.contract.Curves.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The tables of a store of versions, its settings, and its verbs in the transaction of the caller. */
interface VersionTransactionContract extends OnDatabase {
    /** Ends with version 1 of A and the series of C. */
    private static void writeAll(VersionedStore store) {
        store.append(A, halfHours("00:00", 1));
        store.put(B, halfHours("00:00", 2));
        store.putAll(Map.of(B, halfHours("00:00", 3), C, halfHours("00:00", 3)));
        store.appendAll(Map.of(A, halfHours("00:00", 4), B, halfHours("00:00", 4)));
        store.deleteVersion(List.of(A, B), 0);
        store.delete(List.of(B));
        store.append(B, halfHours("00:00", 5));
        store.deleteAll(PRM.is("b"));
    }

    @Test
    default void joinedVerbsAreTheCallersToCommit() throws SQLException {
        VersionedStore store = create(curves());
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            VersionedStore joined = store.on(connection);
            writeAll(joined);
            connection.rollback();
            assertThat(store.count(KeyFilter.all())).isZero();
            writeAll(joined);
            assertThat(joined.keys(KeyFilter.all())).containsExactly(A, C);
            assertThat(joined.readAll(List.of(C, B, A))).hasSize(2);
            assertThat(joined.missing(List.of(A), range("00:00", "01:00"), HALF_HOUR))
                    .hasSize(1);
            Instant written = joined.versions(C).get(0).createdAt();
            assertThat(joined.readAsOf(C, written).orElseThrow()).hasValues(3);
            assertThat(store.count(KeyFilter.all())).as("seen by others").isZero();
            connection.commit();
            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getAutoCommit()).isFalse();
            connection.setAutoCommit(true);
        }
        assertThat(store.keys(KeyFilter.all())).containsExactly(A, C);
        assertThat(store.readVersion(A, 1).orElseThrow()).hasValues(4);
    }

    @Test
    default void aConnectionThatCommitsByItselfIsRefused() throws SQLException {
        VersionedStore store = create(curves());
        try (Connection connection = dataSource().getConnection()) {
            VersionedStore joined = store.on(connection);
            for (ThrowingCallable verb : new ThrowingCallable[] {
                () -> joined.append(A, halfHours("00:00", 1)),
                () -> joined.put(A, halfHours("00:00", 1)),
                () -> joined.delete(List.of(A)),
                () -> joined.deleteAll(KeyFilter.all()),
                () -> joined.purgeHistory(Instant.EPOCH),
                () -> joined.readAsOf(A, Instant.EPOCH),
                () -> joined.forEach(KeyFilter.all(), (key, series) -> {}),
            }) {
                assertThatThrownBy(verb)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("setAutoCommit(false)");
            }
            assertThat(joined.read(A)).isEmpty();
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void theTableRemembersItsSettings() {
        create(curves()).append(A, halfHours("00:00", 1));
        create(curves()).schema().verify();
        VersionedStore other = curves().countVersionsBy(PRM).open(dataSource());
        assertThatThrownBy(() -> other.append(A, halfHours("00:00", 2)))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("countVersionsBy");
        assertThatThrownBy(() -> other.read(A)).isInstanceOf(SchemaMismatchException.class);
        assertThatThrownBy(() -> loads("curves").open(dataSource()).count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class);
        assertThatThrownBy(() -> curves().table("none").open(dataSource()).read(A))
                .as("the table is named twice")
                .isInstanceOf(DefinitionException.class);
    }

    @Test
    default void aStoreWithoutTablesSaysSo() {
        VersionedStore store = curves().open(dataSource());
        assertThatThrownBy(() -> store.append(A, halfHours("00:00", 1)))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("createIfMissing");
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("curves_history")
                .hasMessageContaining("curves_series");
    }

    @Test
    default void theScriptMakesTheSameTables() {
        VersionedStoreDefinition definition = curves().countVersionsBy(PRM).build();
        String script = definition.ddl(facts().dialect());
        for (String statement : script.split(";\n", -1)) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
        VersionedStore store = definition.open(dataSource());
        store.schema().verify();
        assertThat(store.append(A, halfHours("00:00", 1))).isZero();
    }

    @Test
    default void mistakesOfADefinitionAreTold() {
        Axis<Integer> strange = Axis.of("strange", AxisType.INT);
        assertThatThrownBy(() -> curves().countVersionsBy(strange).build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("strange");
        assertThatThrownBy(() -> curves().countVersionsBy()).isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> curves().countVersionsBy(PRM).countVersionsBy(CLIENT))
                .isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> Store.defineVersioned().axis("version_number", AxisType.INT))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("version_number");
        assertThatThrownBy(() -> curves().tz("Paris")).isInstanceOf(DefinitionException.class);
        assertThat(curves().build().counterAxes()).containsExactly(CLIENT, PRM);
        assertThat(curves().build().toString()).contains("curves").contains("client_id");
    }
}
