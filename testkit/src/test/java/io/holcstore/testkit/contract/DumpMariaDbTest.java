package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChangeFeedResetException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.MariaDbSources;
import io.holcstore.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps that the programs of MariaDB write and load, with their default options. */
final class DumpMariaDbTest extends OnSettings {
    DumpMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    private static ChunkStore created(FreshDatabase database) {
        ChunkStore store = loads().replicated().open(database.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static ChangePage page(ChunkStore store, ChangeCursor after) {
        return store.feed().changes(after, KeyFilter.all(), 100);
    }

    /** A copy under another name: its changes are its own, and a replica of the first one starts again. */
    @Test
    void aDumpIsLoadedIntoAnotherDatabase(@TempDir Path folder) throws Exception {
        ChunkStore store = created(database);
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.insert(PEAK, hours("2024-01-31T22:00", 1));
        store.delete(Samples.KIND.is("peak"));
        ChangePage read = page(store, ChangeCursor.start());
        Path dump = folder.resolve("dump.sql");
        MariaDbSources.dump(database, dump);
        execute("DO SLEEP(1.1)"); // times of tables are whole seconds
        try (FreshDatabase other = TestDatabase.mariadb().fresh();
                FreshDatabase third = TestDatabase.h2Memory().fresh()) {
            MariaDbSources.load(other, dump);
            ChunkStore copy = loads().replicated().open(other.dataSource());
            copy.schema().verify();
            copy.merge(BASE, hours("2024-01-31T22:00", 5));
            assertThat(store.read(BASE).orElseThrow()).hasValues(1, 2, 3, 4);
            assertThat(page(store, read.next()).changes()).isEmpty();
            assertThatThrownBy(() -> page(copy, read.next())).isInstanceOf(ChangeFeedResetException.class);

            ChunkStore replica = created(third);
            replica.replica().apply(read, "loads");
            ChangePage all = page(copy, ChangeCursor.start());
            assertThat(all.changes())
                    .hasSize(3)
                    .extracting(change -> change.sequence())
                    .doesNotHaveDuplicates();
            replica.replica().apply(all, "loads");
            copy.merge(BASE, hours("2024-02-01T00:00", 6));
            ChangePage later = page(copy, all.next());
            assertThat(later.changes()).hasSize(1);
            replica.replica().apply(later, "loads");
            assertThat(replica.read(BASE).orElseThrow()).hasValues(5, 2, 6, 4);
        }
    }
}
