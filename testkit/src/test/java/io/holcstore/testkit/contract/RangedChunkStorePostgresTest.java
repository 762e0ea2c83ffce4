package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.rangeOfChunks;

import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.time.Period;
import java.time.YearMonth;

/**
 * Stores of chunks whose tables are partitioned by months, so that most series of the contract lie in several
 * partitions. The first and the last partition have no bound, for the tests of far dates. The parts of the contract
 * whose statements meet no chunk are left out, and those that only compare values.
 */
final class RangedChunkStorePostgresTest extends EncodedStoreContract
        implements WriteContract,
                ReplaceContract,
                ManySeriesContract,
                ReadContract,
                StreamContract,
                UpkeepContract,
                TransactionContract,
                ChangeFeedContract,
                FarDateContract {
    RangedChunkStorePostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    @Override
    public ChunkStore create(StoreBuilder definition) {
        boolean byYear = definition.build().chunkBy() == ChunkBy.YEAR;
        StoreDefinition ranged = definition
                .partitionBy(rangeOfChunks(byYear ? Period.ofYears(1) : Period.ofMonths(1)))
                .build();
        ChunkStore store = ranged.open(dataSource());
        store.schema().createIfMissing();
        if (store.schema().partitions().list().isEmpty()) {
            YearMonth first = YearMonth.of(2023, 11);
            YearMonth last = YearMonth.of(2024, 3);
            store.schema().partitions().add(first, last);
            String table = ranged.name();
            attach(table, "p0", "MINVALUE", byYear ? "2023" : String.valueOf(chunk(first)));
            attach(table, "p9", byYear ? "2025" : String.valueOf(chunk(last) + 1), "MAXVALUE");
            store.schema().verify();
        }
        return store;
    }

    private static int chunk(YearMonth month) {
        return ChunkBy.YEAR_MONTH.chunkOf(month.getYear(), month.getMonthValue());
    }

    private void attach(String table, String suffix, String from, String to) {
        int dot = table.indexOf('.');
        String schema = dot < 0 ? "" : '"' + table.substring(0, dot) + "\".";
        String name = table.substring(dot + 1);
        String leaf = "p_" + Integer.toHexString(name.hashCode()) + '_' + suffix;
        execute("CREATE TABLE " + schema + '"' + leaf + "\" PARTITION OF " + schema + '"' + name
                + "\" FOR VALUES FROM (" + from + ") TO (" + to + ") WITH (toast_tuple_target = 8160)");
    }
}
