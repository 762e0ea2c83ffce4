package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.DatabaseFacts;
import io.holcstore.testkit.LeakDetectingDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The database under test, for the parts of a contract. */
interface OnDatabase {
    DatabaseExtension db();

    /** How the stores under test write their chunks. */
    Encoding encoding();

    /** A definition to begin with. */
    default StoreBuilder define() {
        return Store.define().encoding(encoding());
    }

    /** A definition of a keyed store to begin with. */
    default KeyedStoreBuilder defineKeyed() {
        return Store.defineKeyed();
    }

    /** A definition of a versioned store to begin with. */
    default VersionedStoreBuilder defineVersioned() {
        return Store.defineVersioned();
    }

    /** Hourly load curves in Paris by month. */
    default StoreBuilder loads() {
        return loads("load_curve");
    }

    default StoreBuilder loads(String table) {
        return named(
                define().axis(VERSION).axis(KIND).chunkBy(YEAR_MONTH).freq("1h").tz("Europe/Paris"), table);
    }

    /** Days in Paris by month: a long time in few points. */
    default StoreBuilder days() {
        return named(
                define().axis(VERSION).axis(KIND).chunkBy(YEAR_MONTH).freq("1d").tz("Europe/Paris"), "days");
    }

    /** The definition with its table. */
    default StoreBuilder named(StoreBuilder definition, String table) {
        return definition.table(table);
    }

    /** SQL that is written by hand, in which tables are called as in {@link #named}, as the database wants it. */
    default String byHand(String sql) {
        return sql;
    }

    default LeakDetectingDataSource dataSource() {
        return db().dataSource();
    }

    /** The store with its tables. */
    default VersionedStore create(VersionedStoreBuilder definition) {
        VersionedStore store = definition.open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** The store with its tables. */
    default ChunkStore create(StoreBuilder definition) {
        ChunkStore store = definition.open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** The load curves of {@link #loads()} with their tables. */
    default ChunkStore createLoads() {
        return create(loads());
    }

    default DatabaseFacts facts() {
        return db().facts();
    }

    /** Runs a statement by hand. */
    default int execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(byHand(sql));
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of what a query finds by hand, as text. */
    default List<String> query(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(byHand(sql))) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    default long number(String sql) {
        return Long.parseLong(query(sql).get(0));
    }

    /** Marks every row as written long ago, so that {@link #rowsWrittenSince} tells which are written from now on. */
    default void agingRows(String table) {
        execute("UPDATE \"" + table + "\" SET \"updated_at\" = "
                + facts().instant(Instant.parse("2001-01-01T00:00:00Z")));
    }

    /** How many rows there are for so many chunks without a value between others. */
    default int rowsOfHoles(int holes) {
        return 0;
    }

    default long rowsWrittenSince(String table) {
        return number("SELECT COUNT(*) FROM \"" + table
                + "\" WHERE \"updated_at\" > "
                + facts().instant(Instant.parse("2002-01-01T00:00:00Z")));
    }
}
