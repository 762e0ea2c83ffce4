package io.holcstore.testkit.contract;

import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.OnDjangoTable;
import io.holcstore.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a chunk store promises, kept on tables of the Python application too, which here are made from the definitions.
 */
public abstract class DjangoTableContract
        implements WriteContract,
                ReplaceContract,
                ManySeriesContract,
                VocabularyContract,
                SeriesEndsContract,
                UpkeepContract,
                FarDateContract,
                TransactionContract,
                ReplicatedContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    private final List<String> created = new ArrayList<>();

    /** A contract on this database. */
    protected DjangoTableContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final Encoding encoding() {
        return Encoding.LZ4;
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    @Override
    public final StoreBuilder named(StoreBuilder definition, String table) {
        return OnDjangoTable.of(definition, "app", table);
    }

    @Override
    public ChunkStore create(StoreBuilder definition) {
        ChunkStore store = ReplicatedContract.super.create(definition);
        created.add(store.definition().name());
        return store;
    }

    @Override
    public final String byHand(String sql) {
        String translated = sql;
        for (String table : created) {
            String model = table.substring("app_".length(), table.indexOf("__"));
            translated = translated.replace('"' + model + '"', '"' + table + '"');
        }
        return translated;
    }

    /** The application expects them. */
    @Override
    public final int rowsOfHoles(int holes) {
        return holes;
    }

    /** One LZ4 frame without content. */
    @Override
    public final String nothingMore() {
        return "\"data\" = " + facts().bytes("04224d18604082" + "00000000");
    }
}
