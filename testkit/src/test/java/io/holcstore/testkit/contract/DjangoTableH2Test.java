package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

final class DjangoTableH2Test extends DjangoTableContract
        implements ReadContract,
                StreamContract,
                KeyContract,
                OddSeriesContract,
                CalendarContract,
                FailureContract,
                ModelContract,
                ZoneDataContract {
    DjangoTableH2Test() {
        super(TestDatabase.h2Memory());
    }

    /** The application may have mixed two grids in one. */
    @Override
    public boolean knowsLongerChunks() {
        return false;
    }

    /** It has to be looked for in the chunks. */
    @Test
    @Override
    public void theLastTimeIsToldWithoutTheDamagedChunk() {
        ChunkStore store = createDamaged("\"data\" = " + bytes("DEADBEEF"));
        assertThatThrownBy(() -> store.lastTimestamp(KeyFilter.all()))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("kind=base, chunk 24289");
        assertThat(store.lastTimestamp(Samples.KIND.is("peak"))).contains(Samples.instant("2024-02-01T01:00"));
    }
}
