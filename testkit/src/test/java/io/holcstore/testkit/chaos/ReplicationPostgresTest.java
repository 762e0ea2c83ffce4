package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class ReplicationPostgresTest extends ReplicationContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** On H2, where writers take turns, it would miss nothing. */
    @Test
    void aFeedBySequenceIsFoundToMissRows() throws SQLException {
        assertThat(misses("change_seq", 0L, Long.class)).isTrue();
    }
}
