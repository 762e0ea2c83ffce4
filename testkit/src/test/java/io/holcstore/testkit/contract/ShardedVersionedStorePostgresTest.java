package io.holcstore.testkit.contract;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.Encoding;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.testkit.ShardedPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/**
 * Stores of versions on three servers behind ShardingSphere-JDBC. The parts of the contract on history, on files and on
 * the examples of the Python application are left out.
 */
final class ShardedVersionedStorePostgresTest extends EncodedStoreContract
        implements VersionWriteContract, VersionReadContract {
    private static final Axis<String> PRM = Axis.of("prm", AxisType.VARCHAR(70));

    ShardedVersionedStorePostgresTest() {
        super(new ShardedPostgres(3, Map.of("curves", PRM)), Encoding.COMPACT);
    }

    @BeforeEach
    void headsAreComparedOnEachServer() {
        db.rowsByHand();
    }

    @Override
    public VersionedStore create(VersionedStoreBuilder definition) {
        List<Axis<?>> axes = definition.build().axes();
        return VersionWriteContract.super.create(
                definition.shardedBy(axes.contains(PRM) ? PRM : axes.get(0)).acrossShards(AcrossShards.NOT_ATOMIC));
    }

    /** A store without axes is not spread over servers. */
    @Override
    public void aStoreWithoutAxesHasOneSeries() {
        // left out
    }
}
