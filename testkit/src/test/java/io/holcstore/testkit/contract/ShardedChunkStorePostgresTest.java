package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.KIND;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.testkit.ShardedPostgres;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores of chunks on two servers behind ShardingSphere-JDBC. The parts of the contract whose statements the other ones
 * also run are left out.
 */
final class ShardedChunkStorePostgresTest extends EncodedStoreContract
        implements WriteContract,
                ReadContract,
                StreamContract,
                TransactionContract,
                VocabularyContract,
                ModelContract,
                AcrossShardsContract {
    private static final Map<String, Axis<?>> TABLES = Stream.of(
                    "load_curve",
                    "days",
                    "curves",
                    "other",
                    "holcstore_chunks",
                    "quarters",
                    "days_of_utc",
                    "vocabulary",
                    "vocabulary_versions")
            .collect(Collectors.toMap(Function.identity(), table -> KIND));

    ShardedChunkStorePostgresTest() {
        super(new ShardedPostgres(2, TABLES), Encoding.COMPACT);
    }

    @BeforeEach
    void headsAreComparedOnEachServer() {
        db.rowsByHand();
    }

    /** Another seed has a replicated store, whose tables are made on each server. */
    @Override
    @ParameterizedTest
    @ValueSource(longs = 1)
    public void randomVerbsDoWhatAMapDoes(long seed) {
        ModelContract.super.randomVerbsDoWhatAMapDoes(seed);
    }

    /** ShardingSphere tells no isolation before it has a connection to a server. */
    @Override
    public void readsAndStreamsJoinATransactionThatHasASnapshot() {
        // left out
    }

    @Override
    public StoreBuilder define() {
        return Store.define().encoding(encoding()).shardedBy(KIND).acrossShards(AcrossShards.NOT_ATOMIC);
    }

    @Override
    public KeyedStoreBuilder defineKeyed() {
        return Store.defineKeyed().shardedBy(KIND).acrossShards(AcrossShards.NOT_ATOMIC);
    }

    @Override
    public VersionedStoreBuilder defineVersioned() {
        return Store.defineVersioned().shardedBy(KIND).acrossShards(AcrossShards.NOT_ATOMIC);
    }
}
