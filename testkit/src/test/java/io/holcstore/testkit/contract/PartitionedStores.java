package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.list;
import static io.holcstore.partition.Partitioning.rangeOfChunks;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.hours;

import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;

/** Stores in partitioned tables of PostgreSQL. */
abstract class PartitionedStores extends EncodedStoreContract {
    static final Series JANUARY_2024 = hours("2024-01-01T00:00", 1, 2);
    static final Series JANUARY_2025 = hours("2025-01-01T00:00", 3, 4, 5);

    PartitionedStores() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    final StoreBuilder byYear() {
        return loads().partitionBy(rangeOfChunks(Period.ofYears(1)));
    }

    final StoreBuilder byKind() {
        return loads().partitionBy(list(KIND));
    }

    final ChunkStore createByYear() {
        ChunkStore store = create(byYear());
        store.schema().partitions().add(YearMonth.of(2024, 1), YearMonth.of(2025, 3));
        return store;
    }

    final List<String> leaves(String table) {
        return query("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '\""
                + table + "\"'::regclass ORDER BY 1");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
