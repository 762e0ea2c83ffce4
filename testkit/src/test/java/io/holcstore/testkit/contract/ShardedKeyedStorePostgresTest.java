package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.KIND;

import io.holcstore.store.AcrossShards;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.testkit.ShardedPostgres;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Keyed stores on three servers behind ShardingSphere-JDBC. */
final class ShardedKeyedStorePostgresTest extends KeyedStoreContract {
    private static final ShardedPostgres SERVERS = new ShardedPostgres(3, Map.of("profiles", KIND));

    ShardedKeyedStorePostgresTest() {
        super(SERVERS);
    }

    @BeforeEach
    void headsAreComparedOnEachServer() {
        db.rowsByHand();
    }

    /** Its definitions do not say how they are spread. */
    @Override
    void aStoreOfAnotherKindOrWithOtherAxesIsRefused() {
        // left out
    }

    @Override
    void aTableOfChunksIsRefused() {
        // left out, as above
    }

    /** It has an axis of UUIDs, which is refused. */
    @Override
    void axesOfEveryTypeMakeAKey() {
        // left out
    }

    /** A store without axes is not spread over servers. */
    @Override
    void withoutAxesThereIsOneSeries() {
        // left out
    }

    @Override
    protected KeyedStoreBuilder defined(KeyedStoreBuilder definition) {
        return definition.shardedBy(KIND).acrossShards(AcrossShards.NOT_ATOMIC);
    }
}
